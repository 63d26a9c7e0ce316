import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPeaks } from '../../../../src/lib/kernels/periods/findPeaks';

/** Compares every value with every other within reach. */
function slowPeaks(values: readonly number[], reach: number): number[] {
  return values
    .map((_, j) => j)
    .filter((j) =>
      values.every(
        (value, k) =>
          k === j || Math.abs(k - j) > reach || value < values[j]! || (value === values[j] && k > j)
      )
    )
    .filter((j) => values[j]! > 0)
    .sort((a, b) => values[b]! - values[a]! || a - b);
}

test('finds what a slow search finds, and no more than asked for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      (values, reach) => {
        const expected = slowPeaks(values, reach);
        expect(findPeaks(Float64Array.from(values), reach, 99)).toEqual(expected);
        expect(findPeaks(Float64Array.from(values), reach, 2)).toEqual(expected.slice(0, 2));
      }
    )
  );
});
