import { median } from '../array/median';

/**
 * Divides a flat field by the median of its good pixels, which become about 1. Pixels that are not finite or not above
 * zero cannot correct anything and become NaN.
 * @param flat with bias and dark subtracted
 * @param mosaicWidth of the rows of a colour camera's mosaic, pixels: then each of its four sets of pixels is divided by its
 * own median, as the colour of the lamp is none of the sky's
 * @returns all NaN if there is no good pixel
 */
export function normaliseFlat(flat: Float32Array, mosaicWidth?: number): Float32Array {
  const good = flat.map((value) => (value > 0 && value < Infinity ? value : NaN));
  if (mosaicWidth === undefined) divideByMedian(good, good.length, 1, 0);
  else for (const first of [0, 1, mosaicWidth, mosaicWidth + 1]) divideByMedian(good, mosaicWidth, 2, first);
  return good;
}

/** For the pixels of every `step`-th column and row from that of a first pixel on. */
function divideByMedian(pixels: Float32Array, width: number, step: 1 | 2, first: number): void {
  const rowStart = first - (first % width);
  const set = new Float32Array(pixels.length);
  let count = 0;
  for (let row = rowStart; row < pixels.length; row += step * width)
    for (let i = row + (first % width); i < row + width; i += step) set[count++] = pixels[i]!;
  const level = median(set.subarray(0, count));
  for (let row = rowStart; row < pixels.length; row += step * width)
    for (let i = row + (first % width); i < row + width; i += step) pixels[i]! /= level;
}
