import { createSHA256 } from 'hash-wasm';
import { BlobStream } from '../../fits/file/BlobStream';
import { MemoryBlob } from '../../fits/file/MemoryBlob';

/** The browser's own SHA-256 is three times as fast, but wants all bytes at once, and is missing on plain http. */
const MAX_BYTES_AT_ONCE = 2 ** 26;
const PART_BYTES = 2 ** 20;

/**
 * Calculates the SHA-256 of a file, in hex, while something else is done with its bytes, which are fetched once for both
 * unless there are too many.
 * @param onhashed called with the part that is hashed, from 0 to 1, if it is hashed in parts
 * @throws UnreadableBlobError if the browser cannot read them
 * @throws whatever the work throws
 */
export async function hashMeanwhile<Result>(
  blob: Blob,
  work: (bytes: Blob) => Promise<Result>,
  onhashed?: (done: number) => void
): Promise<{ readonly sha256: string; readonly result: Result }> {
  // In the types it is always there.
  const subtle = (crypto as Partial<Crypto>).subtle;
  if (!subtle || blob.size > MAX_BYTES_AT_ONCE)
    return { result: await work(blob), sha256: await hashInParts(blob, onhashed) };
  const stream = new BlobStream(blob);
  try {
    const bytes = await stream.next(blob.size);
    const [digest, result] = await Promise.all([
      subtle.digest('SHA-256', bytes),
      work(new MemoryBlob(bytes))
    ]);
    return { result, sha256: toHex(new Uint8Array(digest)) };
  } finally {
    stream.end();
  }
}

/**
 * SHA-256 of a file, in hex.
 * @throws UnreadableBlobError if the browser cannot read its bytes
 */
export const contentHash = async (blob: Blob): Promise<string> =>
  (await hashMeanwhile(blob, async () => null)).sha256;

async function hashInParts(blob: Blob, onhashed?: (done: number) => void): Promise<string> {
  const hash = await createSHA256();
  const stream = new BlobStream(blob);
  try {
    for (let left = blob.size; left > 0; left -= PART_BYTES) {
      hash.update(await stream.next(Math.min(left, PART_BYTES)));
      onhashed?.(1 - left / blob.size);
    }
  } finally {
    stream.end();
  }
  return hash.digest('hex');
}

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
