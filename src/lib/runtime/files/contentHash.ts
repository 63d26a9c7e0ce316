import { BlobStream } from '../../fits/file/BlobStream';
import { readBlob } from '../../fits/file/readBlob';

/** The browser's own SHA-256 is three times as fast, but wants all bytes at once, and is missing on plain http. */
const MAX_BYTES_AT_ONCE = 2 ** 26;
const PART_BYTES = 2 ** 20;

/**
 * SHA-256 of a file, in hex.
 * @throws UnreadableBlobError if the browser cannot read its bytes
 */
export async function contentHash(blob: Blob): Promise<string> {
  // In the types it is always there.
  const subtle = (crypto as Partial<Crypto>).subtle;
  if (!subtle || blob.size > MAX_BYTES_AT_ONCE) return hashInParts(blob);
  return toHex(new Uint8Array(await subtle.digest('SHA-256', await readBlob(blob))));
}

async function hashInParts(blob: Blob): Promise<string> {
  const { createSHA256 } = await import('hash-wasm');
  const hash = await createSHA256();
  const stream = new BlobStream(blob);
  try {
    for (let left = blob.size; left > 0; left -= PART_BYTES)
      hash.update(await stream.next(Math.min(left, PART_BYTES)));
  } finally {
    stream.end();
  }
  return hash.digest('hex');
}

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
