import { FitsError } from './FitsError';
import { readBlob } from './readBlob';

/** 1 GiB, a float32 image as large as we read any. */
const MAX_INFLATED_BYTES = 2 ** 30;

/**
 * Inflates a gzip file. The result is a Blob, so that the browser can keep it out of memory.
 * @param limit the bytes it may inflate to
 * @throws UnreadableBlobError if it cannot be read any more
 * @throws FitsError if it is damaged, ends too early, or would inflate to more than the limit
 */
export async function inflateGzip(blob: Blob, limit = MAX_INFLATED_BYTES): Promise<Blob> {
  let inflated = 0;
  const bound = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      inflated += chunk.length;
      if (inflated > limit) controller.error();
      else controller.enqueue(chunk);
    }
  });
  try {
    const stream = blob.stream().pipeThrough(new DecompressionStream('gzip')).pipeThrough(bound);
    return await new Response(stream).blob();
  } catch (cause) {
    // Browsers hide a stream's own error: it was that the file cannot be read any more, or the count tells which.
    await readBlob(blob.slice(-1));
    const message =
      inflated > limit
        ? `The gzip file inflates to more than ${limit} bytes, which is too large to read here.`
        : `The gzip data are damaged, cut short or in several parts (inflated ${inflated} bytes before the fault).`;
    throw new FitsError(message, { cause });
  }
}
