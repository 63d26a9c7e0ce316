import { barLike, isAlongAxis } from '../../kernels/sources/barLike';
import type { Footprints } from '../../kernels/sources/findFootprints';

const MIN_PIXELS = 50;
/** Minimum length in pixels and in FWHM of stars, longer than cosmic rays and most galaxies; minimum length by width. */
const MIN_LENGTH = 50;
const MIN_WIDTHS = 12;
const MIN_RATIO = 6;

/**
 * Length of the longest straight streak, as a satellite, an aircraft or a meteor leaves it, pixels; 0 if there is
 * none. It is one footprint of at least 50 pixels, stars on it included, and at least 50 pixels and 12 star
 * widths long and 6 times as long as wide; one along the rows or columns cannot be distinguished from a bad
 * column. Lengths are those of a bar with the same second moments.
 * @param fwhm of the stars, pixels, or NaN
 */
export function longestTrail(footprints: Footprints, fwhm: number): number {
  const minLength = Math.max(MIN_LENGTH, MIN_WIDTHS * (fwhm || 0));
  let longest = 0;
  for (let i = 0; i < footprints.count; i++) {
    const bar = barLike(footprints, i);
    if (bar.pixels >= MIN_PIXELS && bar.length >= minLength && bar.ratio >= MIN_RATIO && !isAlongAxis(bar))
      longest = Math.max(longest, bar.length);
  }
  return longest;
}
