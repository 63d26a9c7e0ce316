import type { Pipeline } from '../../pipelines/contract/definePipeline';
import { registry } from '../../pipelines/registry';
import { loadPipeline } from '../../runtime/run/loadPipeline';
import { errorSentence } from '../messages/errorSentence';

export type CatalogueEntry =
  { readonly name: string; readonly pipeline: Pipeline } | { readonly name: string; readonly error: string };

/** All registered pipelines by name; a broken one with what is wrong with it. */
export function pipelineCatalogue(entries: typeof registry = registry): Promise<CatalogueEntry[]> {
  return Promise.all(
    Object.keys(entries)
      .toSorted((a, b) => a.localeCompare(b))
      .map((name) =>
        loadPipeline(name, entries).then(
          (pipeline) => ({ name, pipeline }),
          (error: unknown) => ({ name, error: errorSentence(error) })
        )
      )
  );
}
