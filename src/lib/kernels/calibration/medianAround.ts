import type { Image } from '../../domain/image/Image';
import { medianInPlace } from '../array/median';

/** Number of pixels to each side. */
const REACH = 2;

const window = new Float32Array((2 * REACH + 1) ** 2);

/**
 * Median of the finite pixels in the 5 x 5 around pixel `i`; NaN if there are none.
 * @param step between these pixels: 2 for those of the same colour in a mosaic
 */
export function medianAround({ data, width, height }: Image, i: number, step: 1 | 2 = 1): number {
  const x = i % width;
  const y = (i - x) / width;
  let count = 0;
  for (let row = y - REACH * step; row <= y + REACH * step; row += step) {
    if (row < 0 || row >= height) continue;
    for (let column = x - REACH * step; column <= x + REACH * step; column += step) {
      if (column < 0 || column >= width) continue;
      const value = data[row * width + column];
      if (Number.isFinite(value)) window[count++] = value;
    }
  }
  return medianInPlace(window, count);
}
