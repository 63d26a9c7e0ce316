import { finiteValues } from './finiteValues';
import { quickselect } from './quickselect';

/** Median of the finite values, the mean of the two middle ones if their number is even; NaN if there are none. */
export function median(values: Float32Array): number {
  const finite = finiteValues(values);
  return medianInPlace(finite, finite.length);
}

/** The same of the first `count` values, all finite, without a copy: they are reordered. */
export function medianInPlace(values: Float32Array, count: number): number {
  if (count === 0) return NaN;
  const upper = quickselect(values, count >>> 1, count);
  if (count % 2 === 1) return upper;
  let lower = -Infinity;
  for (let i = 0; i < count >>> 1; i++) lower = Math.max(lower, values[i]);
  return (lower + upper) / 2;
}
