import type { Positions } from './aperturePhotometry';

/** Widths of a star beyond which its light counts for nothing. */
const REACH = 12;

/**
 * How much light of the others is in the aperture of each source, about: stars of a Moffat profile with exponent 3,
 * whose wings are as bright all over an aperture as in its middle.
 * @param flux of the sources, in any unit, which is that of the result
 * @param radius of the apertures, pixels
 * @param fwhm of the stars, pixels
 */
export function neighbourLight(
  { count, x, y }: Positions,
  flux: Float64Array,
  radius: number,
  fwhm: number
): Float64Array {
  const light = new Float64Array(count);
  const reach = radius + REACH * fwhm;
  const alphaSquared = (fwhm / 2) ** 2 / (2 ** (1 / 3) - 1);
  const share = (2 * radius ** 2) / alphaSquared;
  const byHeight = Int32Array.from({ length: count }, (_, i) => i).sort((i, j) => y[i] - y[j]);
  for (let k = 0; k < count; k++) {
    const i = byHeight[k];
    for (let n = k + 1; n < count && y[byHeight[n]] - y[i] < reach; n++) {
      const j = byHeight[n];
      const square = (x[j] - x[i]) ** 2 + (y[j] - y[i]) ** 2;
      if (square > reach * reach) continue;
      const part = Math.min(1, share * (1 + square / alphaSquared) ** -3);
      light[i] += part * Math.max(0, flux[j]);
      light[j] += part * Math.max(0, flux[i]);
    }
  }
  return light;
}
