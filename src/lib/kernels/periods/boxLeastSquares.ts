import { checkFrequencyGrid, type FrequencyGrid } from './FrequencyGrid';
import { plainPhaseFold } from './PhaseFold';
import { checkTimeSeries, type TimeSeries } from './TimeSeries';
import type { Kernels } from '../wasm/loadKernels';
import { phaseFoldInWasm } from './phaseFoldInWasm';

/** For each frequency of the grid, the box with the highest signal-to-noise ratio; all 0 where there is none. */
export interface BoxPeriodogram {
  readonly grid: FrequencyGrid;
  /** Depth divided by its error; the signal residue of Kovacs et al. is proportional to it. */
  readonly snr: Float64Array;
  /** How much lower the values are inside the box than outside; greater than 0. */
  readonly depth: Float64Array;
  /** One standard deviation of `depth`, from the errors of the values. */
  readonly depthError: Float64Array;
  /** Days. */
  readonly duration: Float64Array;
  /** The middle of the first box at or after the first time; days. */
  readonly midTransit: Float64Array;
}

/** Bins in the shortest duration. */
const OVERSAMPLING = 10;
/** A smaller fraction of the total weight is rounding error. */
const ROUNDING = 1e-12;
const MAX_BINS = 2 ** 22;

/**
 * Box least squares periodogram: finds, at each frequency, the box of one of the durations in which the values are lower
 * than outside it, as in a transit. Equals astropy's
 * `BoxLeastSquares(...).power(periods, durations, objective='snr', oversample=10)`, except that boxes longer than the
 * shortest may start at the end of a period here.
 *
 * Source: Kovacs, Zucker & Mazeh (2002), A&A 391, 369.
 * @param durations of the box, days
 * @param kernels fold the series if given; the result is the same
 * @throws RangeError for an invalid series or grid, a duration that is not between 0 and the shortest period, more than
 *   2^21 frequencies, or more than 2^22 bins (of a tenth of the shortest duration) in the longest period
 */
export function boxLeastSquares(
  series: TimeSeries,
  grid: FrequencyGrid,
  durations: readonly number[],
  kernels: Kernels | null = null
): BoxPeriodogram {
  checkTimeSeries(series);
  checkFrequencyGrid(grid);
  const { start, step, count } = grid;
  const shortestPeriod = 1 / (start + step * (count - 1));
  const shortest = Math.min(...durations);
  if (!(durations.length > 0 && shortest > 0 && Math.max(...durations) < shortestPeriod))
    throw new RangeError(
      `Durations must be between 0 and ${shortestPeriod} d, not ${durations.join(', ')} d`
    );
  const binWidth = shortest / OVERSAMPLING;
  const widths = durations.map((duration) => Math.round(duration / binWidth));
  const maxBins = Math.ceil(1 / start / binWidth);
  if (!(maxBins <= MAX_BINS))
    throw new RangeError(`${maxBins} bins in the longest period: at most ${MAX_BINS}`);

  const result = {
    grid,
    snr: new Float64Array(count),
    depth: new Float64Array(count),
    depthError: new Float64Array(count),
    duration: new Float64Array(count),
    midTransit: new Float64Array(count)
  };
  const { points, total } = normalise(series);
  const widest = Math.max(...widths);
  const allBins = maxBins + widest + 1;
  const folded = (kernels && phaseFoldInWasm(kernels, points, allBins)) ?? plainPhaseFold(points, allBins);
  const { bins } = folded;
  for (let j = 0; j < count; j++) {
    const period = 1 / (start + j * step);
    const binCount = Math.ceil(period / binWidth);
    bins.fill(0, 0, 2 * binCount + 2);
    folded.add(1 / period, period / binWidth);
    accumulate(bins, binCount, widest);
    for (const [i, width] of widths.entries()) {
      const box = deepest(bins, binCount, width, total);
      if (!box || box.snr <= result.snr[j]) continue;
      result.snr[j] = box.snr;
      result.depth[j] = box.depth;
      result.depthError[j] = box.depth / box.snr;
      result.duration[j] = durations[i];
      result.midTransit[j] = series.times[0] + ((box.first * binWidth + durations[i] / 2) % period);
    }
  }
  return result;
}

/** The points as a fold takes them: time since the first, weight times how far the value is below the mean, weight. */
function normalise({ times, values, errors }: TimeSeries): {
  readonly points: Float64Array;
  readonly total: number;
} {
  const weights = errors.map((error) => error ** -2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = values.reduce((sum, value, i) => sum + (weights[i] / total) * value, 0);
  // Room for an even number of points: one of weight 0 adds nothing.
  const points = new Float64Array(6 * Math.ceil(times.length / 2));
  for (let i = 0; i < times.length; i++) {
    const pair = 6 * (i >> 1);
    points[pair + (i & 1)] = times[i] - times[0];
    points.set([weights[i] * (mean - values[i]), weights[i]], pair + 2 + 2 * (i & 1));
  }
  return { points, total };
}

/** Makes the sums cumulative, so that each entry holds those of all bins before it, and continues into the next period. */
function accumulate(bins: Float64Array, binCount: number, beyond: number): void {
  for (let at = 2; at <= 2 * binCount + 1; at++) bins[at] += bins[at - 2];
  const [low, weight] = bins.subarray(2 * binCount);
  for (let at = 2; at <= 2 * beyond; at += 2) {
    bins[2 * binCount + at] = low + bins[at];
    bins[2 * binCount + at + 1] = weight + bins[at + 1];
  }
}

function deepest(
  bins: Float64Array,
  binCount: number,
  width: number,
  total: number
): { readonly snr: number; readonly depth: number; readonly first: number } | null {
  let best = 0;
  let first = -1;
  for (let bin = 0; bin < binCount; bin++) {
    const from = 2 * bin;
    const to = 2 * (bin + width);
    const low = bins[to] - bins[from];
    const inside = bins[to + 1] - bins[from + 1];
    const spread = inside * (total - inside);
    // For most bins this is the only test: whether a bin is low or high would be a branch no processor can predict.
    if (!(low * Math.abs(low) > best * spread)) continue;
    if (!(inside > ROUNDING * total && inside < (1 - ROUNDING) * total)) continue;
    best = (low * low) / spread;
    first = bin;
  }
  if (first < 0) return null;
  const low = bins[2 * (first + width)] - bins[2 * first];
  return { snr: Math.sqrt(best * total), depth: (best * total) / low, first };
}
