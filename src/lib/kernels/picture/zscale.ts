import { medianInPlace } from '../array/median';

const MAX_REJECTED = 0.5;
const MIN_SAMPLES = 5;
const REJECTION_SIGMA = 2.5;
const MAX_ITERATIONS = 5;

/**
 * The limits `[z1, z2]` between which to show an image so that the sky and faint objects are seen: a line is
 * fitted to the sorted values of about `samples` pixels, without outliers, and its slope divided by
 * `contrast`. Values that are not finite are ignored; without any finite value both limits are NaN.
 *
 * Source: IRAF's `display` task; same numbers as astropy.visualization.ZScaleInterval.
 */
export function zscale(values: Float32Array, contrast = 0.25, samples = 1000): [z1: number, z2: number] {
  const sorted = sampleEvenly(values, samples).sort();
  const count = sorted.length;
  if (count === 0) return [NaN, NaN];
  const limits: [number, number] = [sorted[0], sorted[count - 1]];
  const slope = slopeWithoutOutliers(sorted);
  if (slope === null) return limits;
  const step = contrast > 0 ? slope / contrast : slope;
  const centre = (count - 1) >>> 1;
  const middle = medianInPlace(sorted, count);
  return [
    Math.max(limits[0], middle - (centre - 1) * step),
    Math.min(limits[1], middle + (count - centre) * step)
  ];
}

function sampleEvenly(values: Float32Array, samples: number): Float32Array {
  const finite = allAreFinite(values) ? values.length : countFinite(values);
  const stride = Math.max(1, Math.floor(finite / samples));
  const sampled = new Float32Array(Math.min(samples, Math.ceil(finite / stride)));
  if (finite === values.length) return sampled.map((_, k) => values[k * stride]);
  for (let i = 0, before = 0, taken = 0; taken < sampled.length; i++) {
    if (values[i] - values[i] !== 0) continue;
    if (before === taken * stride) sampled[taken++] = values[i];
    before++;
  }
  return sampled;
}

/** Whether none of the values is NaN or infinite: such a one less itself is not 0. In half the time that counting takes. */
function allAreFinite(values: Float32Array): boolean {
  const whole = values.length - (values.length % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < whole; i += 4) {
    a += values[i] - values[i];
    b += values[i + 1] - values[i + 1];
    c += values[i + 2] - values[i + 2];
    d += values[i + 3] - values[i + 3];
  }
  for (let i = whole; i < values.length; i++) a += values[i] - values[i];
  return a + b + c + d === 0;
}

function countFinite(values: Float32Array): number {
  let finite = 0;
  for (let i = 0; i < values.length; i++) if (values[i] - values[i] === 0) finite++;
  return finite;
}

/** Slope of the line through the sorted values, in values a sample; null if too few of them lie on a line. */
function slopeWithoutOutliers(sorted: Float32Array): number | null {
  const count = sorted.length;
  const enough = Math.max(MIN_SAMPLES, Math.floor(count * MAX_REJECTED));
  const grow = Math.max(1, Math.floor(count * 0.01));
  let bad: Uint8Array = new Uint8Array(count);
  let good = count;
  let slope: number | null = null;
  for (let iteration = 0, before = count + 1; iteration < MAX_ITERATIONS; iteration++) {
    if (good >= before || good < enough) break;
    const line = fitLine(sorted, bad);
    bad = dilate(markOutliers(sorted, bad, line), grow);
    slope = line.slope;
    before = good;
    good = bad.reduce((sum, isBad) => sum - isBad, count);
  }
  return good >= enough ? slope : null;
}

interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/** Least squares over the samples that are not bad. */
function fitLine(sorted: Float32Array, bad: Uint8Array): Line {
  let n = 0;
  let sumX = 0;
  let sumY = 0;
  for (let x = 0; x < sorted.length; x++) {
    if (bad[x]) continue;
    n++;
    sumX += x;
    sumY += sorted[x];
  }
  const meanX = sumX / n;
  const meanY = sumY / n;
  let xx = 0;
  let xy = 0;
  for (let x = 0; x < sorted.length; x++) {
    if (bad[x]) continue;
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (sorted[x] - meanY);
  }
  const slope = xy / xx;
  return { slope, intercept: meanY - slope * meanX };
}

/** Bad as before, and also what lies too far from the line. */
function markOutliers(sorted: Float32Array, bad: Uint8Array, { slope, intercept }: Line): Uint8Array {
  const residuals = Float64Array.from(sorted, (value, x) => value - (intercept + slope * x));
  const good = residuals.filter((_, x) => !bad[x]);
  const mean = good.reduce((sum, residual) => sum + residual, 0) / good.length;
  const variance = good.reduce((sum, residual) => sum + (residual - mean) ** 2, 0) / good.length;
  const threshold = REJECTION_SIGMA * Math.sqrt(variance);
  return bad.map((wasBad, x) => (wasBad || Math.abs(residuals[x]) > threshold ? 1 : 0));
}

/** Every sample less than about `width / 2` from a bad one is bad; an even width reaches one further down. */
function dilate(bad: Uint8Array, width: number): Uint8Array {
  const after = width >>> 1;
  const before = width - 1 - after;
  return bad.map((_, x) => (bad.subarray(Math.max(0, x - after), x + before + 1).includes(1) ? 1 : 0));
}
