/**
 * Counts the values in each of `bins` equal parts of the range from `low` to `high`, both included. Values
 * outside this range, and NaN, are not counted.
 */
export function histogram(values: Float32Array, low: number, high: number, bins: number): Uint32Array {
  const counts = new Uint32Array(bins);
  const scale = bins / (high - low);
  for (const value of values) {
    if (value >= low && value < high) counts[Math.min(bins - 1, Math.floor((value - low) * scale))]++;
    else if (value === high) counts[bins - 1]++;
  }
  return counts;
}
