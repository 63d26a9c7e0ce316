import { SOURCE_QUALITY } from '../domain/sourceQuality';
import type { Patch } from './Patch';
import type { SourceRow, SourceTable } from './SourceTable';
import { WindowedProfile } from './WindowedProfile';

export type MeasuredPatch = Pick<
  Patch,
  'left' | 'top' | 'width' | 'height' | 'pixels' | 'pixelCount' | 'light' | 'smoothed' | 'quality'
>;

/** Sums by source while its pixels are gone through. */
interface Sums {
  pixels: number;
  flux: number;
  peak: number;
  quality: number;
  weight: number;
  x: number;
  y: number;
  xx: number;
  xy: number;
  yy: number;
}

/** Least determinant of the second moments: a source one pixel wide has the width of a pixel. */
const LEAST_DETERMINANT = 1 / 144;

const profile = new WindowedProfile();

/**
 * Adds the sources of a patch to a table. Moments are those of the smoothed light above the threshold.
 *
 * Source: Bertin & Arnouts (1996), A&AS 117, 393, and the Source Extractor manual, "Position and shape".
 * @param labels by pixel of the patch: the source it belongs to, from 0, or -1
 * @param count of the sources
 * @param sigma of the window of the centroid, pixels
 */
export function measureSources(
  patch: MeasuredPatch,
  labels: Int32Array,
  count: number,
  sigma: number,
  table: SourceTable
): void {
  for (const sums of sumsBySource(patch, labels, count)) {
    if (sums.pixels === 0) continue;
    const x = sums.x / sums.weight;
    const y = sums.y / sums.weight;
    const isCentred = profile.measure(patch, x, y, sigma);
    const shape = shapeOf(sums);
    table.add({
      x: patch.left + (isCentred ? profile.x : x),
      y: patch.top + (isCentred ? profile.y : y),
      flux: sums.flux,
      peak: sums.peak,
      pixels: sums.pixels,
      xBarycentre: patch.left + x,
      yBarycentre: patch.top + y,
      ...shape,
      fwhm: isCentred ? profile.fwhm : NaN,
      quality:
        sums.quality | (count > 1 ? SOURCE_QUALITY.blended : 0) | (isCentred ? 0 : SOURCE_QUALITY.notCentred)
    });
  }
}

function sumsBySource(patch: MeasuredPatch, labels: Int32Array, count: number): readonly Sums[] {
  const { pixels, pixelCount, light, smoothed, quality, width } = patch;
  const all = Array.from({ length: count }, (): Sums => ({
    pixels: 0,
    flux: 0,
    peak: 0,
    quality: 0,
    weight: 0,
    x: 0,
    y: 0,
    xx: 0,
    xy: 0,
    yy: 0
  }));
  for (let k = 0; k < pixelCount; k++) {
    const i = pixels[k];
    if (labels[i] < 0) continue;
    const sums = all[labels[i]];
    const x = i % width;
    const y = (i - x) / width;
    const weight = smoothed[i];
    sums.pixels++;
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
  return all;
}

function shapeOf({ weight, x, y, ...moments }: Sums): Pick<SourceRow, 'a' | 'b' | 'theta'> {
  let xx = moments.xx / weight - (x / weight) ** 2;
  let yy = moments.yy / weight - (y / weight) ** 2;
  const xy = moments.xy / weight - (x / weight) * (y / weight);
  if (xx * yy - xy * xy < LEAST_DETERMINANT) {
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
