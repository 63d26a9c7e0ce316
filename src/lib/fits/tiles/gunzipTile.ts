import { gunzipSync } from 'fflate';
import { crc32 } from '../file/crc32';

/**
 * Inflates one gzip member and checks its CRC, which fflate does not.
 * @param limit most bytes that it may inflate to
 * @throws Error if it is not gzip, is damaged, or inflates to more
 */
export function gunzipTile(bytes: Uint8Array, limit: number): Uint8Array {
  // One spare byte shows if there is more; without a buffer, fflate would trust the size in the gzip trailer.
  const inflated = gunzipSync(bytes, { out: new Uint8Array(limit + 1) });
  if (inflated.length > limit) throw new Error(`the gzip data are more than ${limit} bytes long`);
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 8, 8);
  if (crc32(inflated) !== trailer.getUint32(0, true)) throw new Error('the gzip checksum does not match');
  return inflated;
}
