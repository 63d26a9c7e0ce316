/** Of so many values, the percentile of noise is known to better than one in a hundred of its sigma. */
const MAX_SAMPLES = 200_000;

/**
 * The limits between which the middle `percent` of the finite values lie, interpolated between neighbours as
 * by numpy.percentile; of large images, those of every n-th value. 100 gives the true extremes. NaN without
 * a finite value.
 */
export function percentileLimits(values: Float32Array, percent: number): [low: number, high: number] {
  if (percent >= 100) return extremes(values);
  const stride = Math.ceil(values.length / MAX_SAMPLES);
  const samples = new Float32Array(Math.ceil(values.length / stride));
  let count = 0;
  for (let i = 0; i < values.length; i += stride)
    if (Number.isFinite(values[i])) samples[count++] = values[i];
  const sorted = samples.subarray(0, count).sort();
  const outside = (100 - percent) / 200;
  return [quantile(sorted, outside), quantile(sorted, 1 - outside)];
}

function extremes(values: Float32Array): [low: number, high: number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [NaN, NaN];
}

function quantile(sorted: Float32Array, fraction: number): number {
  if (sorted.length === 0) return NaN;
  const position = fraction * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}
