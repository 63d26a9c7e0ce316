import { registry } from '../../pipelines/registry';

/** What people see of a pipeline; the id of one that is no longer there. */
export const pipelineLabel = (id: string): string => (Object.hasOwn(registry, id) ? registry[id]!.label : id);
