/**
 * Indices of up to `maxCount` peaks, highest first: positive values that are the highest within `reach` indices on either
 * side. Of equal values the first counts.
 */
export function findPeaks(values: Float64Array, reach: number, maxCount: number): number[] {
  const peaks: number[] = [];
  for (let j = 0; j < values.length; j++) {
    if (!(values[j] > 0) || values[j - 1] >= values[j] || values[j + 1] > values[j]) continue;
    if (isHighest(values, j, reach)) peaks.push(j);
  }
  return peaks.sort((a, b) => values[b] - values[a] || a - b).slice(0, maxCount);
}

function isHighest(values: Float64Array, j: number, reach: number): boolean {
  for (let k = Math.max(0, j - reach); k < j; k++) if (values[k] >= values[j]) return false;
  for (let k = Math.min(values.length - 1, j + reach); k > j; k--) if (values[k] > values[j]) return false;
  return true;
}
