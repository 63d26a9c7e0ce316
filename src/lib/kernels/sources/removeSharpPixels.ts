import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import type { Patch } from './Patch';

/** How many times the noise a pixel must exceed what the optics allow. */
const SIGNIFICANCE = 4;
/** FWHM of the sharpest star to be expected, relative to the typical one. */
const SHARPEST = 0.8;
/** Fraction of its light by which a pixel must exceed that too, as the profile is not known any better. */
const TOLERANCE = 0.15;

export interface SharpPixels {
  /** Number of single pixels, mostly hot pixels. */
  readonly hotPixels: number;
  /** Number of groups of adjacent pixels. */
  readonly cosmicRays: number;
  /** All these pixels of the patch. */
  readonly removed: ReadonlySet<number>;
}

/**
 * Removes hot pixels and cosmic rays from a patch: pixels that stand out from their neighbours more than the centre of any
 * star. Replaces them by the mean of the surrounding pixels, flags their surroundings, and drops from the footprint pixels
 * where the smoothed light is no longer above `limit`.
 *
 * A star has light in its neighbours along each of four directions; a hot pixel has none there, a cosmic ray none on its
 * two sides. Saturated pixels are left alone.
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
      // Pixels next to a higher one may stand out now that it is gone.
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
  /** From a pixel to its neighbour on one side; the other neighbour is opposite. */
  readonly step: number;
  /** Peak of the sharpest star divided by its light at these neighbours. */
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

/** Whether a pixel is the highest around, apart from removed ones, and too sharp for a star. */
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

/** Flags and counts the removed pixels, as single pixels and groups of adjacent ones. */
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

/** @param factor noise of the expected value, in units of that of a pixel */
const isAbove = (value: number, expected: number, factor: number, rms: number): boolean =>
  (1 - TOLERANCE) * value - expected > SIGNIFICANCE * rms * Math.sqrt(1 + factor ** 2);

/** Replaces removed pixels by the mean of their neighbours, from the outside of each group inwards. */
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
