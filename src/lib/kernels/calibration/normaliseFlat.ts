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
  if (mosaicWidth === undefined) {
    const level = median(good);
    for (let i = 0; i < good.length; i++) good[i]! /= level;
  } else for (const first of [0, 1, mosaicWidth, mosaicWidth + 1]) divideSet(good, mosaicWidth, first);
  return good;
}

/** Divides the pixels of every other column and row, from the first one given on, by their median. */
function divideSet(pixels: Float32Array, width: number, first: number): void {
  const x0 = first % width;
  const set = new Float32Array(Math.ceil(pixels.length / width / 2) * Math.ceil(width / 2));
  let count = 0;
  for (let row = first - x0; row < pixels.length; row += 2 * width)
    for (let i = row + x0; i < row + width; i += 2) set[count++] = pixels[i]!;
  const level = median(set.subarray(0, count));
  for (let row = first - x0; row < pixels.length; row += 2 * width)
    for (let i = row + x0; i < row + width; i += 2) pixels[i]! /= level;
}
