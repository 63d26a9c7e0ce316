import { newCombined, resolveCombineOptions, type Combined, type CombineOptions } from './combineOptions';

/**
 * Combines aligned frames pixel by pixel. Values that are not finite count as missing. Sums are in double precision and
 * rounded once. The plain twin of `StripsInWasm`: bit-identical, and ten times slower.
 * @param frames the same pixels of each frame
 * @param out of the same number of pixels
 * @throws RangeError if there are no frames, they differ in length, or an option is invalid
 */
export function combine(
  frames: readonly Float32Array[],
  options: CombineOptions,
  out = newCombined(frames[0]?.length ?? 0)
): Combined {
  const { scales, offsets, weights, ...rejection } = resolveCombineOptions(frames.length, options);
  if (frames.some(({ length }) => length !== frames[0].length))
    throw new RangeError('The frames differ in length');
  const { length } = frames[0];
  const { mean, std, coverage } = out;
  const singleScales = Float32Array.from(scales);
  const singleOffsets = Float32Array.from(offsets);
  const values = new Float32Array(frames.length);
  const valueWeights = new Float64Array(frames.length);
  const sorted = new Float32Array(frames.length);
  for (let i = 0; i < length; i++) {
    let count = 0;
    for (let k = 0; k < frames.length; k++) {
      const value = Math.fround(Math.fround(frames[k][i] * singleScales[k]) + singleOffsets[k]);
      if (!Number.isFinite(value)) continue;
      if (weights) valueWeights[count] = weights[k];
      values[count++] = value;
    }
    const kept = reject(values, sorted, count, rejection);
    const moments = weights ? weightedMoments(values, valueWeights, count, kept.lowest, kept.highest) : kept;
    mean[i] = rejection.method === 'median' ? medianOfSorted(sorted, 0, count) : moments.mean;
    std[i] = Math.sqrt(moments.variance) * Math.sqrt(kept.count / (kept.count - 1));
    coverage[i] = kept.count;
  }
  return out;
}

interface Moments {
  readonly mean: number;
  /** Population variance. */
  readonly variance: number;
}
interface Kept extends Moments {
  readonly count: number;
  readonly lowest: number;
  readonly highest: number;
}
type Rejection = Required<Pick<CombineOptions, 'method' | 'sigmaLow' | 'sigmaHigh' | 'maxIterations'>>;

/** Rejects outliers and measures what is kept. Writes the values in order to `sorted`, except for the method `mean`. */
function reject(values: Float32Array, sorted: Float32Array, count: number, rejection: Rejection): Kept {
  const { method, maxIterations } = rejection;
  let moments = momentsOf(values, 0, count);
  if (method === 'mean') return { ...moments, count, lowest: -Infinity, highest: Infinity };
  sortInto(sorted, values, count);
  let start = 0;
  let end = count;
  const rounds = method === 'median' ? 0 : method === 'minMax' ? 1 : maxIterations;
  for (let round = 0; round < rounds; round++) {
    const [first, last] = narrowed(sorted, start, end, moments.variance, rejection);
    if (first === start && last === end) break;
    start = first;
    end = last;
    moments = momentsOf(sorted, start, end);
  }
  return { ...moments, count: end - start, lowest: sorted[start], highest: sorted[end - 1] };
}

/** Insertion sort: the fastest for the few frames that one would stack in a browser without SIMD. */
function sortInto(sorted: Float32Array, values: Float32Array, count: number): void {
  for (let k = 0; k < count; k++) {
    const value = values[k];
    let i = k;
    for (; i > 0 && sorted[i - 1] > value; i--) sorted[i] = sorted[i - 1];
    sorted[i] = value;
  }
}

/** The range of values that survive one round of rejection; the range as it was, if none would. */
function narrowed(
  sorted: Float32Array,
  start: number,
  end: number,
  variance: number,
  { method, sigmaLow, sigmaHigh }: Rejection
): [start: number, end: number] {
  if (method === 'minMax') return end - start > 2 ? [start + 1, end - 1] : [start, end];
  const median = medianOfSorted(sorted, start, end);
  const width = method === 'winsorised' ? winsorisedVariance(sorted, start, end, median, variance) : variance;
  const low = sigmaLow * sigmaLow * width;
  const high = sigmaHigh * sigmaHigh * width;
  let first = start;
  let last = end;
  while (first < last && isFurther(median - sorted[first], low)) first++;
  while (first < last && isFurther(sorted[last - 1] - median, high)) last--;
  return first < last ? [first, last] : [start, end];
}

const isFurther = (distance: number, squaredLimit: number): boolean =>
  distance > 0 && distance * distance > squaredLimit;

/**
 * Variance after winsorising: values beyond 1.5 sigma from the median are set to that limit, which reduces the variance of
 * a Gaussian by 1.134^2, corrected for here. Repeated until sigma changes by less than 0.05 %.
 *
 * Source: Huber (1981), Robust Statistics, as used by PixInsight and Siril.
 */
function winsorisedVariance(
  sorted: Float32Array,
  start: number,
  end: number,
  median: number,
  variance: number
): number {
  for (let round = 0; round < 20; round++) {
    const std = Math.sqrt(variance);
    const low = median - 1.5 * std;
    const high = median + 1.5 * std;
    let sum = 0;
    let squares = 0;
    for (let k = start; k < end; k++) {
      const value = Math.min(Math.max(sorted[k], low), high);
      sum += value;
      squares += value * value;
    }
    variance = 1.134 * 1.134 * momentsFrom(sum, squares, end - start).variance;
    if (Math.abs(Math.sqrt(variance) - std) <= 0.0005 * std) break;
  }
  return variance;
}

function medianOfSorted(sorted: Float32Array, start: number, end: number): number {
  return start === end ? NaN : (sorted[(start + end - 1) >> 1] + sorted[(start + end) >> 1]) / 2;
}

function momentsOf(values: Float32Array, start: number, end: number): Moments {
  let sum = 0;
  let squares = 0;
  for (let k = start; k < end; k++) {
    sum += values[k];
    squares += values[k] * values[k];
  }
  return momentsFrom(sum, squares, end - start);
}

function weightedMoments(
  values: Float32Array,
  weights: Float64Array,
  count: number,
  lowest: number,
  highest: number
): Moments {
  let weight = 0;
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < count; k++) {
    if (values[k] < lowest || values[k] > highest) continue;
    const weighted = weights[k] * values[k];
    weight += weights[k];
    sum += weighted;
    squares += weighted * values[k];
  }
  return momentsFrom(sum, squares, weight);
}

function momentsFrom(sum: number, squares: number, weight: number): Moments {
  const inverse = 1 / weight;
  const mean = sum * inverse;
  return { mean, variance: Math.max(0, squares * inverse - mean * mean) };
}
