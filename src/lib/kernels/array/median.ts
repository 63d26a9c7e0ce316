import { finiteValues } from './finiteValues';
import { medianOfMany } from './medianOfMany';
import { quickselect } from './quickselect';

/** From this many values on, counting is faster than selecting. */
const MANY = 2 ** 17;

/** Median of the finite values (for an even number, the mean of the two middle ones); NaN if there are none. */
export function median(values: Float32Array): number {
  if (values.length >= MANY) return medianOfMany(values);
  const finite = finiteValues(values);
  return medianInPlace(finite, finite.length);
}

/** The same for the first `count` values, which must be finite, without a copy: they may be reordered. */
export function medianInPlace(values: Float32Array, count: number): number {
  if (count === 0) return NaN;
  if (count >= MANY) return medianOfMany(values.subarray(0, count));
  const upper = quickselect(values, count >>> 1, count);
  if (count % 2 === 1) return upper;
  let lower = -Infinity;
  for (let i = 0; i < count >>> 1; i++) lower = Math.max(lower, values[i]);
  return (lower + upper) / 2;
}
