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
  const setOf = (i: number): number =>
    mosaicWidth === undefined ? 0 : ((i % mosaicWidth) & 1) + 2 * (Math.floor(i / mosaicWidth) & 1);
  const levels = (mosaicWidth === undefined ? [0] : [0, 1, 2, 3]).map((set) =>
    median(good.filter((_, i) => setOf(i) === set))
  );
  for (let i = 0; i < good.length; i++) good[i]! /= levels[setOf(i)]!;
  return good;
}
