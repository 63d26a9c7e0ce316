import { barLike, isAlongAxis } from '../../kernels/sources/barLike';
import type { Footprints } from '../../kernels/sources/findFootprints';

const MIN_PIXELS = 50;
/** Least length, pixels and widths of a star: longer than tracks of cosmic rays and most galaxies. */
const LEAST_LENGTH = 50;
const LEAST_WIDTHS = 12;
const LEAST_RATIO = 6;

/**
 * Length of the longest straight streak, as a satellite, an aircraft or a meteor leaves it, pixels; 0 if there is
 * none. It is one footprint of at least 50 pixels, stars on it included, and at least 50 pixels and 12 star
 * widths long and 6 times as long as wide; one that runs along the rows or the columns is not told from a bad
 * column. Lengths are those of a bar with the same second moments.
 * @param fwhm of the stars, pixels, or NaN
 */
export function longestTrail(footprints: Footprints, fwhm: number): number {
  const least = Math.max(LEAST_LENGTH, LEAST_WIDTHS * (fwhm || 0));
  let longest = 0;
  for (let i = 0; i < footprints.count; i++) {
    const bar = barLike(footprints, i);
    if (bar.pixels >= MIN_PIXELS && bar.length >= least && bar.ratio >= LEAST_RATIO && !isAlongAxis(bar))
      longest = Math.max(longest, bar.length);
  }
  return longest;
}
