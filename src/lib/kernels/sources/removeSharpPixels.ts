import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import type { Patch } from './Patch';

/** How far above the noise a pixel must stand out from what the optics allow, sigma. */
const SIGNIFICANCE = 4;
/** Width of the sharpest star to be expected, as a part of the width of most. */
const SHARPEST = 0.8;
/** Part of its light by which a pixel must stand out: a profile is not known better. */
const TOLERANCE = 0.15;

export interface SharpPixels {
  /** Pixels by themselves: hot pixels, most of them. */
  readonly hotPixels: number;
  /** Groups of pixels in touch. */
  readonly cosmicRays: number;
  /** All of them, as pixels of the patch. */
  readonly removed: ReadonlySet<number>;
}

/**
 * Takes pixels out of a patch that stand out from their neighbours more than the middle of any star: hot pixels
 * and cosmic rays. The mean of what is around them takes their place, their surroundings are marked, and the
 * footprint loses the pixels at which the smoothed light is no longer above `limit`.
 *
 * Part of the light of a star is at the neighbours along each of four directions; a hot pixel has none there, a
 * cosmic ray none on its two sides. Saturated pixels are left alone.
 * @param fwhm of the stars along their shortest axis, pixels
 */
export function removeSharpPixels(patch: Patch, fwhm: number, limit: number): SharpPixels {
  const { light, width, pixels, pixelCount, rms } = patch;
  const directions = directionsOf(width, SHARPEST * fwhm);
  const removed = new Set<number>();
  const suspects: number[] = [];
  for (let k = 0; k < pixelCount; k++) {
    if (light[pixels[k]] > SIGNIFICANCE * rms) suspects.push(pixels[k]);
    while (suspects.length > 0) {
      const i = suspects.pop()!;
      if (!isSharp(patch, i, directions, removed)) continue;
      removed.add(i);
      // What was hidden beside a higher pixel may be seen now.
      suspects.push(...neighboursOf(i, directions).filter((j) => light[j] > SIGNIFICANCE * rms));
    }
  }
  if (removed.size === 0) return NONE;
  replace(light, removed, directions);
  patch.smooth(limit);
  return markGroups(patch, removed, directions);
}

const NONE: SharpPixels = { hotPixels: 0, cosmicRays: 0, removed: new Set() };

interface Direction {
  /** From a pixel to the neighbour on one side; the other is as far the other way. */
  readonly step: number;
  /** Light in the middle of the sharpest star for that at such neighbours. */
  readonly ratio: number;
}

function directionsOf(width: number, fwhm: number): readonly Direction[] {
  const perSquare = (4 * Math.LN2) / fwhm ** 2;
  const sides = Math.exp(perSquare);
  const corners = Math.exp(2 * perSquare);
  return [
    { step: 1, ratio: sides },
    { step: width, ratio: sides },
    { step: width - 1, ratio: corners },
    { step: width + 1, ratio: corners }
  ];
}

/** Of a pixel that is the highest around, removed ones aside. */
function isSharp(
  { light, quality, rms }: Patch,
  i: number,
  directions: readonly Direction[],
  removed: ReadonlySet<number>
): boolean {
  if (removed.has(i) || quality[i] & SOURCE_QUALITY.saturated) return false;
  const value = light[i];
  for (const { step } of directions) {
    if (light[i - step] > value && !removed.has(i - step)) return false;
    if (light[i + step] > value && !removed.has(i + step)) return false;
  }
  let sum = 0;
  let weights = 0;
  let ratios = 0;
  for (const { step, ratio } of directions) {
    const before = removed.has(i - step) ? NaN : light[i - step];
    const after = removed.has(i + step) ? NaN : light[i + step];
    const count = Number(!Number.isNaN(before)) + Number(!Number.isNaN(after));
    if (count === 0) continue;
    const pair = (before || 0) + (after || 0);
    if (isAbove(value, (ratio * pair) / count, ratio / Math.sqrt(count), rms)) return true;
    sum += pair;
    weights += count;
    ratios += count / ratio;
  }
  return weights > 0 && isAbove(value, sum / ratios, Math.sqrt(weights) / ratios, rms);
}

const neighboursOf = (i: number, directions: readonly Direction[]): number[] =>
  directions.flatMap(({ step }) => [i - step, i + step]);

/** Tells single pixels from several in touch. */
function markGroups(patch: Patch, removed: Set<number>, directions: readonly Direction[]): SharpPixels {
  let hotPixels = 0;
  let cosmicRays = 0;
  const left = new Set(removed);
  for (const first of removed) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (const i of group) group.push(...neighboursOf(i, directions).filter((j) => left.delete(j)));
    const isSingle = group.length === 1;
    if (isSingle) hotPixels++;
    else cosmicRays++;
    for (const i of group) patch.mark(i, isSingle ? SOURCE_QUALITY.hotPixel : SOURCE_QUALITY.cosmicRay);
  }
  return { hotPixels, cosmicRays, removed };
}

/** @param factor by which the noise of what is expected is above that of a pixel */
const isAbove = (value: number, expected: number, factor: number, rms: number): boolean =>
  (1 - TOLERANCE) * value - expected > SIGNIFICANCE * rms * Math.sqrt(1 + factor ** 2);

/** From the outside of each group inwards. */
function replace(light: Float32Array, removed: Set<number>, directions: readonly Direction[]): void {
  for (const unknown = new Set(removed); unknown.size > 0;) {
    const known: number[] = [];
    for (const i of unknown) {
      let sum = 0;
      let count = 0;
      for (const neighbour of neighboursOf(i, directions)) {
        if (unknown.has(neighbour)) continue;
        sum += light[neighbour];
        count++;
      }
      if (count === 0) continue;
      light[i] = sum / count;
      known.push(i);
    }
    for (const i of known) unknown.delete(i);
  }
}
