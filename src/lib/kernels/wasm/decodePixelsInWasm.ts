import type { Kernels } from './loadKernels';

/** Decoded at a time, so that what lies in the memory of the module stays in the processor's cache. */
const CHUNK_PIXELS = 2 ** 18;

/**
 * The twin of `decodePixels` of lib/fits: decodes big-endian pixels as FITS stores them into
 * zero + scale * stored, in double precision and rounded once, and to the same bits. Stored integers that
 * equal `blank` become NaN.
 * @param out if it is of the memory of the module, up to 64 bytes after it may be overwritten
 * @param bytes at least `out.length` pixels of |bitpix|/8 bytes
 * @param bitpix one of the six legal values
 * @throws RangeError if there are fewer bytes
 */
export function decodePixelsInWasm(
  { memory, heapBase, decodePixels }: Kernels,
  bytes: Uint8Array,
  bitpix: number,
  { zero, scale, blank }: { readonly zero: number; readonly scale: number; readonly blank: bigint | null },
  out: Float32Array
): void {
  const pixelBytes = Math.abs(bitpix) / 8;
  if (bytes.length < out.length * pixelBytes)
    throw new RangeError(`${bytes.length} bytes for ${out.length} pixels of BITPIX ${bitpix}`);
  const source = Math.ceil(heapBase.value / 16) * 16;
  const target = source + CHUNK_PIXELS * 8;
  const stored = new Uint8Array(memory.buffer, source, CHUNK_PIXELS * 8);
  const physical = new Float32Array(memory.buffer, target, CHUNK_PIXELS);
  const isInPlace = out.buffer === memory.buffer;
  // Beyond 64 bits it equals no pixel, but would lose its high bits on the way.
  const hasBlank = blank !== null && BigInt.asIntN(64, blank) === blank;
  for (let start = 0; start < out.length; start += CHUNK_PIXELS) {
    const count = Math.min(CHUNK_PIXELS, out.length - start);
    stored.set(bytes.subarray(start * pixelBytes, (start + count) * pixelBytes));
    const to = isInPlace ? out.byteOffset + 4 * start : target;
    decodePixels(bitpix, source, to, count, zero, scale, blank ?? 0n, hasBlank);
    if (!isInPlace) out.set(physical.subarray(0, count), start);
  }
}
