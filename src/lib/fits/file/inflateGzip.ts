import { FitsError } from './FitsError';
import { inflateGzipMembers } from './inflateGzipMembers';
import { readBlob } from './readBlob';

/** 1 GiB: the largest float32 image that we read. */
const MAX_INFLATED_BYTES = 2 ** 30;

/**
 * Inflates a gzip file of one member or several. The result is a Blob, so that the browser can keep it out of memory.
 * @param limit most bytes that it may inflate to
 * @returns also how many bytes follow that are not gzip data; zeros, as tapes leave them, do not count
 * @throws UnreadableBlobError if it can no longer be read
 * @throws FitsError if it is damaged, ends too early, or would inflate to more than the limit
 */
export async function inflateGzip(
  blob: Blob,
  limit = MAX_INFLATED_BYTES
): Promise<{ readonly blob: Blob; readonly trailingBytes: number }> {
  let inflated = 0;
  const limiter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      inflated += chunk.length;
      if (inflated > limit) controller.error();
      else controller.enqueue(chunk);
    }
  });
  // A browser without an inflater of its own.
  if (typeof DecompressionStream === 'undefined') return byMembers(blob, limit, null);
  try {
    const stream = blob.stream().pipeThrough(new DecompressionStream('gzip')).pipeThrough(limiter);
    return { blob: await new Response(stream).blob(), trailingBytes: 0 };
  } catch (cause) {
    // Browsers hide a stream's own error: either the file can no longer be read, or the byte count tells which it was.
    await readBlob(blob.slice(-1));
    if (inflated > limit) throw tooLarge(limit);
    // Chromium's own inflater refuses whatever follows the first member.
    return byMembers(blob, limit, { cause, inflated });
  }
}

/** @param failure of the browser's own inflater, and how far it came */
async function byMembers(
  blob: Blob,
  limit: number,
  failure: { readonly cause: unknown; readonly inflated: number } | null
): Promise<{ readonly blob: Blob; readonly trailingBytes: number }> {
  const members = await inflateGzipMembers(blob, limit);
  if (members === 'tooLarge') throw tooLarge(limit);
  if (members !== 'damaged') return members;
  const far = failure ? ` (inflated ${failure.inflated} bytes before the error)` : '';
  throw new FitsError(`The gzip data are damaged or cut short${far}.`, { cause: failure?.cause });
}

const tooLarge = (limit: number): FitsError =>
  new FitsError(`The gzip file inflates to more than ${limit} bytes, which is too large to read here.`);
