import { DITHER_LENGTH, ditherSequence } from './ditherSequence';

export interface Quantization {
  readonly method: 'NO_DITHER' | 'SUBTRACTIVE_DITHER_1' | 'SUBTRACTIVE_DITHER_2';
  /** ZDITHER0, 1 to 10,000. */
  readonly seed: number;
}

/** Stands for exactly 0 in SUBTRACTIVE_DITHER_2. */
const ZERO = -2147483646;

/**
 * Restores the real numbers of a tile from its integers (FITS 4.0, section 10.2).
 * @param tile row of the table, from 0: the dither of each tile starts elsewhere
 * @param blank integer that stands for NaN, if any
 */
export function dequantize(
  integers: Int32Array,
  { method, seed }: Quantization,
  tile: number,
  scale: number,
  zero: number,
  blank: number | null,
  out: Float64Array
): void {
  const dithered = method !== 'NO_DITHER';
  // No integer equals NaN, so NaN stands for none.
  const blankNumber = blank ?? NaN;
  const exactZero = method === 'SUBTRACTIVE_DITHER_2' ? ZERO : NaN;
  let start = (tile + seed - 1) % DITHER_LENGTH;
  let next = Math.floor(ditherSequence[start]! * 500);
  for (let i = 0; i < out.length; i++) {
    const integer = integers[i]!;
    if (integer === blankNumber) out[i] = NaN;
    else if (integer === exactZero) out[i] = 0;
    else if (dithered) out[i] = (integer - ditherSequence[next]! + 0.5) * scale + zero;
    else out[i] = integer * scale + zero;
    next += 1;
    if (next === DITHER_LENGTH) {
      start = (start + 1) % DITHER_LENGTH;
      next = Math.floor(ditherSequence[start]! * 500);
    }
  }
}
