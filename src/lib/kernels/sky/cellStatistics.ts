import { ClippingHistogram, countInBins } from '../array/ClippingHistogram';

/** Half-width of the histogram around the first mean in standard deviations, and its number of bins. */
const SPAN = 5;
const BINS = 512;
/** Number of values sampled to place the histogram. */
const SAMPLE = 1024;
/** Clipping limit around the median, standard deviations. */
const KAPPA = 3;
/** A cell is crowded if mean and median differ by this many standard deviations or more. */
const CROWDED = 0.3;

const histogram = new ClippingHistogram(BINS);

/**
 * Writes the mode of the first `count` values (the sky among stars) and their standard deviation to `out[0]` and
 * `out[1]`. Values more than 3 standard deviations from the median are clipped until none is; the mode is
 * 2.5 median - 1.5 mean, or the median where mean and median are far apart. Values that repeat often, such as whole
 * numbers, count as spread over the gaps between them. `count` must be at least 1.
 *
 * Source: Bertin & Arnouts (1996), A&AS 117, 393, section 3; the numbers are those of Source Extractor.
 */
export function cellStatistics(
  values: Float32Array,
  count: number,
  out: Float64Array,
  counting = countInBins
): void {
  const { mean, sigma } = clippedOnce(values, count);
  out[0] = mean;
  out[1] = 0;
  if (!(sigma > 0)) return;
  const zero = mean - SPAN * sigma;
  const bin = (2 * SPAN * sigma) / BINS;
  histogram.load(values, count, zero, bin, counting);
  clipHistogram(out);
  out[0] = zero + (out[0] + 0.5) * bin;
  out[1] *= bin;
}

/** Moments of a sample of the values, clipped at 2 standard deviations from the mean. */
function clippedOnce(values: Float32Array, count: number): { mean: number; sigma: number } {
  const first = moments(values, count, -Infinity, Infinity);
  return moments(values, count, first.mean - 2 * first.sigma, first.mean + 2 * first.sigma);
}

function moments(values: Float32Array, count: number, lower: number, upper: number) {
  const stride = Math.ceil(count / SAMPLE);
  const pivot = values[0];
  let kept = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < count; i += stride) {
    const value = values[i];
    if (value < lower || value > upper) continue;
    kept++;
    sum += value - pivot;
    squares += (value - pivot) ** 2;
  }
  const mean = sum / kept;
  return { mean: pivot + mean, sigma: Math.sqrt(Math.max(0, squares / kept - mean * mean)) };
}

/** Mode and standard deviation of the histogram, in bins. */
function clipHistogram(out: Float64Array): void {
  let low = 0;
  let high = BINS - 1;
  for (;;) {
    // All values are the same, and the median fell into the gap beside them.
    if (histogram.count(low, high) === 0) return;
    const mean = histogram.mean(low, high);
    const sigma = histogram.scatter(low, high, mean);
    const median = histogram.median(low, high);
    const nextLow = Math.max(low, Math.round(median - KAPPA * sigma));
    const nextHigh = Math.min(high, Math.round(median + KAPPA * sigma));
    out[0] = Math.abs(mean - median) < CROWDED * sigma ? 2.5 * median - 1.5 * mean : median;
    out[1] = sigma;
    if (nextLow === low && nextHigh === high) return;
    low = nextLow;
    high = nextHigh;
  }
}
