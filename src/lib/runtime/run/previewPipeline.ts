import type { Pipeline, Preview } from '../../pipelines/contract/definePipeline';
import { AsyncError } from '../../pipelines/contract/errors';
import { checkRequest } from './checkRequest';
import { isErrorForUser } from './isErrorForUser';
import { resolveOptions } from './resolveOptions';
import type { PreviewRequest } from '../protocol';
import { unreadableText } from './unreadableText';

/**
 * A picture of what a run would make.
 * @throws AsyncError, or NotImplementedError, with a sentence for the user
 */
export async function previewPipeline(pipeline: Pipeline, request: PreviewRequest): Promise<Preview> {
  if (!pipeline.preview) throw new AsyncError('This pipeline makes no preview');
  const target = checkRequest(pipeline, request);
  const options = resolveOptions(pipeline, request);
  try {
    return await pipeline.preview(request.inputFiles, options, target);
  } catch (error) {
    if (isErrorForUser(error)) throw error;
    const text = await unreadableText(error, request.inputFiles);
    throw new AsyncError(text ?? `An unexpected error occurred: ${String(error)}`, { cause: error });
  }
}
