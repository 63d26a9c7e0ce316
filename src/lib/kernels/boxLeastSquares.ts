import type { FrequencyGrid } from './FrequencyGrid';
import { checkTimeSeries, type TimeSeries } from './TimeSeries';

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
const MOST_FREQUENCIES = 2 ** 21;
const MOST_BINS = 2 ** 22;

/**
 * Box least squares: at each frequency, the box of some duration is sought in which the values are lower than outside
 * of it, as in a transit. As astropy's `BoxLeastSquares(...).power(periods, durations, objective='snr', oversample=10)`,
 * but for boxes longer than the shortest, which here may begin at the end of a period too.
 *
 * Source: Kovacs, Zucker & Mazeh (2002), A&A 391, 369.
 * @param durations of the box, in days
 * @throws RangeError for a series or a grid that is not as its type says, a duration that is not between 0 and the
 *   shortest period, more than 2^21 frequencies or 2^22 bins of the shortest duration / 10 in the longest period
 */
export function boxLeastSquares(
  series: TimeSeries,
  grid: FrequencyGrid,
  durations: readonly number[]
): BoxPeriodogram {
  checkTimeSeries(series);
  const { start, step, count } = grid;
  if (!(start > 0 && step > 0)) throw new RangeError(`frequencies from ${start} in steps of ${step}`);
  if (!(Number.isInteger(count) && count > 0 && count <= MOST_FREQUENCIES))
    throw new RangeError(`${count} frequencies`);
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
  const points = normalise(series);
  const widest = Math.max(...widths);
  const bins = {
    lacking: new Float64Array(most + widest + 1),
    weight: new Float64Array(most + widest + 1)
  };
  for (let j = 0; j < count; j++) {
    const period = 1 / (start + j * step);
    const binCount = Math.ceil(period / binWidth);
    fold(points, period, period / binWidth, bins);
    accumulate(bins, binCount, widest);
    for (const [i, width] of widths.entries()) {
      const box = deepest(bins, binCount, width, points.total);
      if (!box || box.snr <= result.snr[j]) continue;
      result.snr[j] = box.snr;
      result.depth[j] = box.depth;
      result.depthError[j] = box.depth / box.snr;
      result.duration[j] = durations[i];
      result.midTransit[j] = points.origin + ((box.first * binWidth + durations[i] / 2) % period);
    }
  }
  return result;
}

interface Points {
  readonly origin: number;
  /** From the first one on. */
  readonly times: Float64Array;
  readonly weights: Float64Array;
  /** Weights times what the values are below their mean. */
  readonly weighted: Float64Array;
  readonly total: number;
}

function normalise({ times, values, errors }: TimeSeries): Points {
  const weights = errors.map((error) => error ** -2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = values.reduce((sum, value, i) => sum + (weights[i] / total) * value, 0);
  return {
    origin: times[0],
    times: times.map((time) => time - times[0]),
    weights,
    weighted: values.map((value, i) => weights[i] * (mean - value)),
    total
  };
}

/** Weighted sums, from the first bin of a period up to before the bin of this index. */
interface Bins {
  /** Of what the values are below their mean. */
  readonly lacking: Float64Array;
  readonly weight: Float64Array;
}

/** Sums by bin, each at the index after its own. */
function fold(
  { times, weights, weighted }: Points,
  period: number,
  binsPerPeriod: number,
  { lacking, weight }: Bins
): void {
  lacking.fill(0);
  weight.fill(0);
  const frequency = 1 / period;
  for (let i = 0; i < times.length; i++) {
    const cycles = times[i] * frequency;
    const bin = ((cycles - Math.floor(cycles)) * binsPerPeriod + 1) | 0;
    lacking[bin] += weighted[i];
    weight[bin] += weights[i];
  }
}

/** Adds up, and on into the next period. */
function accumulate({ lacking, weight }: Bins, binCount: number, beyond: number): void {
  for (let bin = 1; bin <= binCount; bin++) {
    lacking[bin] += lacking[bin - 1];
    weight[bin] += weight[bin - 1];
  }
  for (let bin = 1; bin <= beyond; bin++) {
    lacking[binCount + bin] = lacking[binCount] + lacking[bin];
    weight[binCount + bin] = weight[binCount] + weight[bin];
  }
}

function deepest(
  { lacking, weight }: Bins,
  binCount: number,
  width: number,
  total: number
): { readonly snr: number; readonly depth: number; readonly first: number } | null {
  let best = 0;
  let first = -1;
  for (let bin = 0; bin < binCount; bin++) {
    const low = lacking[bin + width] - lacking[bin];
    const inside = weight[bin + width] - weight[bin];
    const square = (low * low) / (inside * (total - inside));
    if (low > 0 && square > best && inside > NOTHING * total && inside < (1 - NOTHING) * total) {
      best = square;
      first = bin;
    }
  }
  if (first < 0) return null;
  const snr = Math.sqrt(best * total);
  return { snr, depth: (best * total) / (lacking[first + width] - lacking[first]), first };
}
