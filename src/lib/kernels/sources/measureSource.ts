import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import type { Patch } from './Patch';
import type { SourceRow, SourceTable } from './SourceTable';
import { WindowedProfile } from './WindowedProfile';

export type MeasuredPatch = Pick<
  Patch,
  'left' | 'top' | 'width' | 'height' | 'pixels' | 'pixelCount' | 'light' | 'smoothed' | 'quality'
>;

/** With a smaller determinant of the second moments, a source is one pixel wide and gets the width of a pixel. */
const MIN_DETERMINANT = 1 / 144;

const profile = new WindowedProfile();

/**
 * Measures the source that consists of all pixels of a patch and adds it to a table, if it has light. Moments are those of
 * the smoothed light above the threshold.
 *
 * Source: Bertin & Arnouts (1996), A&AS 117, 393, and the Source Extractor manual, "Position and shape".
 * @param sigma of the centroid window, pixels
 */
export function measureSource(patch: MeasuredPatch, sigma: number, table: SourceTable): void {
  const { flux, peak, quality, ...sums } = sumsOf(patch);
  if (!(flux > 0 && sums.weight > 0)) return;
  const x = sums.x / sums.weight;
  const y = sums.y / sums.weight;
  const isCentred = profile.measure(patch, x, y, sigma) && isOnSource(patch, x, y, sigma);
  table.add({
    x: patch.left + (isCentred ? profile.x : x),
    y: patch.top + (isCentred ? profile.y : y),
    flux,
    peak,
    pixels: patch.pixelCount,
    xBarycentre: patch.left + x,
    yBarycentre: patch.top + y,
    ...shapeOf(sums),
    fwhm: isCentred ? profile.fwhm : NaN,
    quality: quality | (isCentred ? 0 : SOURCE_QUALITY.notCentred)
  });
}

/** Whether the window is still on the source or near its barycentre, and has not moved on to another source. */
function isOnSource(
  { pixels, pixelCount, width }: MeasuredPatch,
  x: number,
  y: number,
  sigma: number
): boolean {
  if (Math.hypot(profile.x - x, profile.y - y) <= sigma) return true;
  return pixels.subarray(0, pixelCount).includes(Math.round(profile.y) * width + Math.round(profile.x));
}

function sumsOf({ pixels, pixelCount, light, smoothed, quality, width }: MeasuredPatch) {
  const sums = { flux: 0, peak: 0, quality: 0, weight: 0, x: 0, y: 0, xx: 0, xy: 0, yy: 0 };
  for (let k = 0; k < pixelCount; k++) {
    const i = pixels[k];
    const x = i % width;
    const y = (i - x) / width;
    const weight = smoothed[i];
    sums.flux += light[i];
    if (light[i] > sums.peak) sums.peak = light[i];
    sums.quality |= quality[i];
    sums.weight += weight;
    sums.x += weight * x;
    sums.y += weight * y;
    sums.xx += weight * x * x;
    sums.xy += weight * x * y;
    sums.yy += weight * y * y;
  }
  return sums;
}

type Moments = Omit<ReturnType<typeof sumsOf>, 'flux' | 'peak' | 'quality'>;

function shapeOf({ weight, x, y, ...moments }: Moments): Pick<SourceRow, 'a' | 'b' | 'theta'> {
  let xx = moments.xx / weight - (x / weight) ** 2;
  let yy = moments.yy / weight - (y / weight) ** 2;
  const xy = moments.xy / weight - (x / weight) * (y / weight);
  if (xx * yy - xy * xy < MIN_DETERMINANT) {
    xx += 1 / 12;
    yy += 1 / 12;
  }
  const mean = (xx + yy) / 2;
  const half = Math.hypot((xx - yy) / 2, xy);
  return {
    a: Math.sqrt(mean + half),
    b: Math.sqrt(Math.max(0, mean - half)),
    theta: Math.atan2(2 * xy, xx - yy) / 2
  };
}
