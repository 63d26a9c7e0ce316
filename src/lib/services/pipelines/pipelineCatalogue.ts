import type { PipelineDescription } from '../../domain/rows/PipelineDescription';
import { registry } from '../../pipelines/registry';
import { errorSentence } from '../messages/errorSentence';
import { pipelineDescription } from './pipelineDescription';

/** A registered pipeline that cannot be used. */
interface BrokenPipeline extends Pick<PipelineDescription, 'id' | 'label'> {
  /** Why not, in a sentence. */
  readonly error: string;
}

export type CatalogueEntry = PipelineDescription | BrokenPipeline;

/** All registered pipelines by label. */
export function pipelineCatalogue(entries: typeof registry = registry): Promise<CatalogueEntry[]> {
  return Promise.all(
    Object.entries(entries)
      .sort(([, a], [, b]) => a.label.localeCompare(b.label))
      .map(([id, { label }]) =>
        pipelineDescription(id, entries).catch((error: unknown) => ({
          id,
          label,
          error: errorSentence(error)
        }))
      )
  );
}
