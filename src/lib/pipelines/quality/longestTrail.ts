import type { Image } from '../../domain/Image';
import type { Background } from '../../kernels/background';
import { type Footprints, findFootprints } from '../../kernels/findFootprints';

const THRESHOLD = 1.5;
const MIN_PIXELS = 50;
/** Least length, pixels and widths of a star: longer than tracks of cosmic rays and most galaxies. */
const LEAST_LENGTH = 50;
const LEAST_WIDTHS = 12;
const LEAST_RATIO = 6;
/** Along a row or a column it is bled charge or a bad column. Radians. */
const ALONG_AXIS = 1.5 * (Math.PI / 180);

/**
 * Length of the longest straight streak, as a satellite, an aircraft or a meteor leaves it, pixels; 0 if there is
 * none. It is connected above 1.5 times the noise, stars on it included, and at least 50 pixels and 12 star
 * widths long and 6 times as long as wide; one that runs along the rows or the columns is not told from a bad
 * column. Lengths are those of a bar with the same second moments.
 * @param fwhm of the stars, pixels, or NaN
 */
export function longestTrail(image: Image, background: Background, fwhm: number): number {
  const footprints = findFootprints(image, background, THRESHOLD, MIN_PIXELS);
  const least = Math.max(LEAST_LENGTH, LEAST_WIDTHS * (fwhm || 0));
  let longest = 0;
  for (let i = 0; i < footprints.count; i++) {
    const { length, ratio, theta } = barLike(footprints, i);
    const fromAxis = Math.abs(theta - (Math.PI / 2) * Math.round(theta / (Math.PI / 2)));
    if (length >= least && ratio >= LEAST_RATIO && fromAxis > ALONG_AXIS) longest = Math.max(longest, length);
  }
  return longest;
}

/** The bar with the second moments of footprint `i`; `theta` from +x towards +y. */
function barLike({ offsets, rows, starts, ends }: Footprints, i: number) {
  const [x0, y0] = [starts[offsets[i]], rows[offsets[i]]];
  let [count, sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0, 0];
  for (let run = offsets[i]; run < offsets[i + 1]; run++) {
    const y = rows[run] - y0;
    for (let x = starts[run] - x0; x < ends[run] - x0; x++) {
      count++;
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
      syy += y * y;
    }
  }
  const xx = sxx / count - (sx / count) ** 2 + 1 / 12;
  const yy = syy / count - (sy / count) ** 2 + 1 / 12;
  const xy = sxy / count - (sx * sy) / count ** 2;
  const half = Math.hypot((xx - yy) / 2, xy);
  const longest = (xx + yy) / 2 + half;
  const shortest = (xx + yy) / 2 - half;
  return {
    length: Math.sqrt(12 * longest),
    ratio: Math.sqrt(longest / shortest),
    theta: Math.atan2(2 * xy, xx - yy) / 2
  };
}
