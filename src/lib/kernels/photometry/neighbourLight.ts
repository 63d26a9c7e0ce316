import type { Positions } from './aperturePhotometry';

/** Distance beyond which the light of a star is neglected, in FWHM. */
const REACH = 12;

/**
 * Estimates how much light of other sources falls into the aperture of each source, for Moffat profiles with exponent 3,
 * whose wings are taken to be as bright throughout an aperture as at its centre.
 * @param flux of the sources, in any unit; the result is in the same unit
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
  const scale = (2 * radius ** 2) / alphaSquared;
  const order = Int32Array.from({ length: count }, (_, i) => i).sort((i, j) => y[i] - y[j]);
  for (let k = 0; k < count; k++) {
    const i = order[k];
    for (let n = k + 1; n < count && y[order[n]] - y[i] < reach; n++) {
      const j = order[n];
      const square = (x[j] - x[i]) ** 2 + (y[j] - y[i]) ** 2;
      if (square > reach * reach) continue;
      const fraction = Math.min(1, scale * (1 + square / alphaSquared) ** -3);
      light[i] += fraction * Math.max(0, flux[j]);
      light[j] += fraction * Math.max(0, flux[i]);
    }
  }
  return light;
}
