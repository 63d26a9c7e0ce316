import type { PixelScale } from './decodePixels';

/**
 * Pixels of part of an image, before BZERO and BSCALE: big-endian bytes as in a plain image, integers from a
 * codec, or reals restored from such integers.
 */
export type StoredPixels =
  | { readonly bytes: Uint8Array; readonly bitpix: number }
  | { readonly integers: Int32Array }
  | { readonly reals: Float64Array };

/** Receives the pixels `from <= i < to` of a plane, row-major. It must not keep what it is given. */
export type PixelSink = (stored: StoredPixels, scale: PixelScale, from: number, to: number) => void;

/** A view, not a copy, of the pixels `from <= i < to`. */
export function storedSubset(stored: StoredPixels, from: number, to: number): StoredPixels {
  if ('integers' in stored) return { integers: stored.integers.subarray(from, to) };
  if ('reals' in stored) return { reals: stored.reals.subarray(from, to) };
  const { bytes, bitpix } = stored;
  const size = Math.abs(bitpix) / 8;
  return { bytes: bytes.subarray(from * size, to * size), bitpix };
}

/** These pixels as integers of at most 32 bits. */
export function storedIntegers(stored: StoredPixels): Int32Array {
  if ('reals' in stored) throw new RangeError('reals are not integers');
  if ('integers' in stored) return stored.integers;
  const { bytes, bitpix } = stored;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out = new Int32Array((8 * bytes.length) / bitpix);
  if (bitpix === 8) for (let i = 0; i < out.length; i++) out[i] = bytes[i]!;
  else if (bitpix === 16) for (let i = 0; i < out.length; i++) out[i] = view.getInt16(2 * i);
  else if (bitpix === 32) for (let i = 0; i < out.length; i++) out[i] = view.getInt32(4 * i);
  else throw new RangeError(`BITPIX ${bitpix}`);
  return out;
}
