import type { PipelineDescription } from '../../domain/rows/PipelineDescription';
import type { Pipeline } from './definePipeline';

/** A pipeline without its functions. */
export const describePipeline = (id: string, label: string, pipeline: Pipeline): PipelineDescription => ({
  id,
  label,
  shortName: pipeline.shortName,
  help: pipeline.help ?? '',
  allowedSuffixes: pipeline.allowedSuffixes ?? null,
  readsPhotometry: pipeline.readsPhotometry ?? false,
  hasPreview: pipeline.preview !== undefined,
  flags: pipeline.flags ?? {},
  parameters: pipeline.parameters ?? {}
});
