import { checkFrequencyGrid, type FrequencyGrid } from './FrequencyGrid';
import { plainPhaseFold } from './PhaseFold';
import { checkTimeSeries, type TimeSeries } from './TimeSeries';
import type { Kernels } from '../wasm/loadKernels';
import { phaseFoldInWasm } from './phaseFoldInWasm';

/** By frequency of the grid: the box that is deepest by its signal to noise ratio. All 0 where there is none. */
export interface BoxPeriodogram {
  readonly grid: FrequencyGrid;
  /** Depth divided by its error: the signal residue of Kovacs et al. is proportional to it. */
  readonly snr: Float64Array;
  /** How much lower the values are inside of the box than outside; greater than 0. */
  readonly depth: Float64Array;
  /** One standard deviation of `depth`, by the errors of the values. */
  readonly depthError: Float64Array;
  /** Days. */
  readonly duration: Float64Array;
  /** The middle of the first box at or after the first time; days. */
  readonly midTransit: Float64Array;
}

/** Bins of the shortest duration. */
const OVERSAMPLING = 10;
/** Of the weight of all points: less is rounding. */
const NOTHING = 1e-12;
const MOST_BINS = 2 ** 22;

/**
 * Box least squares: at each frequency, the box of some duration is sought in which the values are lower than outside
 * of it, as in a transit. As astropy's `BoxLeastSquares(...).power(periods, durations, objective='snr', oversample=10)`,
 * but for boxes longer than the shortest, which here may begin at the end of a period too.
 *
 * Source: Kovacs, Zucker & Mazeh (2002), A&A 391, 369.
 * @param durations of the box, in days
 * @param kernels fold the series, if there are any: the result is the same
 * @throws RangeError for a series or a grid that is not as its type says, a duration that is not between 0 and the
 *   shortest period, more than 2^21 frequencies or 2^22 bins of the shortest duration / 10 in the longest period
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
    throw new RangeError(`durations ${durations.join(', ')} d with a period of ${shortestPeriod} d`);
  const binWidth = shortest / OVERSAMPLING;
  const widths = durations.map((duration) => Math.round(duration / binWidth));
  const most = Math.ceil(1 / start / binWidth);
  if (!(most <= MOST_BINS)) throw new RangeError(`${most} bins`);

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
  const places = most + widest + 1;
  const folded = (kernels && phaseFoldInWasm(kernels, points, places)) ?? plainPhaseFold(points, places);
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

/** For a fold: times from the first one on, the weight times what the value is below the mean, and the weight. */
function normalise({ times, values, errors }: TimeSeries): {
  readonly points: Float64Array;
  readonly total: number;
} {
  const weights = errors.map((error) => error ** -2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = values.reduce((sum, value, i) => sum + (weights[i] / total) * value, 0);
  // For an even number of points: one of weight 0 does nothing.
  const points = new Float64Array(6 * Math.ceil(times.length / 2));
  for (let i = 0; i < times.length; i++) {
    const pair = 6 * (i >> 1);
    points[pair + (i & 1)] = times[i] - times[0];
    points.set([weights[i] * (mean - values[i]), weights[i]], pair + 2 + 2 * (i & 1));
  }
  return { points, total };
}

/** Adds up, so that a place has the sums of all bins before it, and goes on into the next period. */
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
    // Of most bins nothing else is asked: half of them are high, which an engine cannot foresee.
    if (!(low * Math.abs(low) > best * spread)) continue;
    if (!(inside > NOTHING * total && inside < (1 - NOTHING) * total)) continue;
    best = (low * low) / spread;
    first = bin;
  }
  if (first < 0) return null;
  const low = bins[2 * (first + width)] - bins[2 * first];
  return { snr: Math.sqrt(best * total), depth: (best * total) / low, first };
}
