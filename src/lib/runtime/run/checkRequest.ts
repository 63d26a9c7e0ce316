import { hasAllowedSuffix } from '../../domain/image/suffixes';
import type { Target } from '../../domain/rows/Target';
import type { Pipeline } from '../../pipelines/contract/definePipeline';
import { AsyncError } from '../../pipelines/contract/errors';
import type { PreviewRequest } from '../protocol';

/**
 * The target of a request that a pipeline can be run with.
 * @throws AsyncError for one that it cannot
 */
export function checkRequest(pipeline: Pipeline, { target, inputFiles }: PreviewRequest): Target {
  if (!target) throw new AsyncError('Process must have an associated target');
  const { allowedSuffixes, readsPhotometry } = pipeline;
  if (inputFiles.length === 0 && !readsPhotometry) throw new AsyncError('No input files to process');
  const unsuitable = inputFiles.find(({ name }) => !hasAllowedSuffix(name, allowedSuffixes));
  if (unsuitable && allowedSuffixes) {
    throw new AsyncError(
      `Error running pipeline: file '${unsuitable.name}' does not end in an allowed filename suffix ` +
        `(${allowedSuffixes.join(', ')})`
    );
  }
  return target;
}
