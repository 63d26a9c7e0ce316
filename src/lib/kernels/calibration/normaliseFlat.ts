import { median } from '../array/median';

/**
 * Divides a flat field by the median of its good pixels, which become about 1. Pixels that are not finite or not above
 * zero cannot correct anything and become NaN.
 * @param flat with bias and dark subtracted
 * @returns all NaN if there is no good pixel
 */
export function normaliseFlat(flat: Float32Array): Float32Array {
  const good = flat.map((value) => (value > 0 && value < Infinity ? value : NaN));
  const level = median(good);
  for (let i = 0; i < good.length; i++) good[i] /= level;
  return good;
}
