import { finiteValues } from './finiteValues';
import { medianInPlace } from './median';

/** Statistics of the values that remain after clipping. If none remain, `count` is 0 and the moments are NaN. */
export interface ClippedStatistics {
  readonly mean: number;
  readonly median: number;
  /** Population standard deviation (the sum of squares divided by the number of values). */
  readonly std: number;
  /** The last limits used: values from `lower` to `upper` were kept. */
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
}

/**
 * Statistics of the finite values after rejecting, repeatedly, those more than `sigma` standard deviations from the
 * median, until none is rejected or `maxIterations` is reached.
 *
 * Same limits as astropy.stats.sigma_clip.
 */
export function sigmaClip(values: Float32Array, sigma = 3, maxIterations = 5): ClippedStatistics {
  const kept = finiteValues(values);
  let count = kept.length;
  let moments = momentsOf(kept, count);
  let lower = -Infinity;
  let upper = Infinity;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    lower = moments.median - sigma * moments.std;
    upper = moments.median + sigma * moments.std;
    const remaining = keepBetween(lower, upper, kept, count);
    if (remaining === count) break;
    count = remaining;
    moments = momentsOf(kept, count);
  }
  return { ...moments, lower, upper, count };
}

function momentsOf(values: Float32Array, count: number): { mean: number; median: number; std: number } {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i];
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < count; i++) squares += (values[i] - mean) ** 2;
  return { mean, median: medianInPlace(values, count), std: Math.sqrt(squares / count) };
}

/** Moves the values from `lower` to `upper` to the front, and returns how many there are. */
function keepBetween(lower: number, upper: number, values: Float32Array, count: number): number {
  let remaining = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    if (value >= lower && value <= upper) values[remaining++] = value;
  }
  return remaining;
}
