import type { PipelineDescription } from '../../domain/rows/PipelineDescription';
import { describePipeline } from '../../pipelines/contract/describePipeline';
import { registry } from '../../pipelines/registry';
import { loadPipeline } from '../../runtime/run/loadPipeline';

/** @throws InvalidPipelineError if there is none of this id, or it cannot be used */
export async function pipelineDescription(
  id: string,
  entries: typeof registry = registry
): Promise<PipelineDescription> {
  const pipeline = await loadPipeline(id, entries);
  return describePipeline(id, entries[id]!.label, pipeline);
}
