import type { Image } from '../../domain/image/Image';
import { medianInPlace } from '../array/median';

/** Number of pixels to each side. */
const REACH = 2;

const window = new Float32Array((2 * REACH + 1) ** 2);

/** Median of the finite pixels in the 5 x 5 around pixel `i`; NaN if there are none. */
export function medianAround({ data, width, height }: Image, i: number): number {
  const x = i % width;
  const y = (i - x) / width;
  let count = 0;
  for (let row = Math.max(0, y - REACH); row <= Math.min(height - 1, y + REACH); row++) {
    for (let column = Math.max(0, x - REACH); column <= Math.min(width - 1, x + REACH); column++) {
      const value = data[row * width + column];
      if (Number.isFinite(value)) window[count++] = value;
    }
  }
  return medianInPlace(window, count);
}
