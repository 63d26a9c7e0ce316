import fc from 'fast-check';
import { expect, test } from 'vitest';
import { medianInPlace } from '../../../../src/lib/kernels/array/median';
import { medianOfMany } from '../../../../src/lib/kernels/array/medianOfMany';

test('is the middle of the sorted finite values', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ noDefaultInfinity: false })), fc.boolean(), (numbers, isWhole) => {
      const values = Float32Array.from(numbers, (value) => (isWhole ? Math.round(value) : value));
      const finite = values.filter(Number.isFinite);
      const expected = medianInPlace(finite, finite.length);
      // Zero may come out with either sign.
      expect(medianOfMany(values) + 0).toBe(expected + 0);
    })
  );
});

test('works on part of a buffer, and with two middle values far apart', () => {
  expect(medianOfMany(Float32Array.of(9e9, -5, 1, 2, 70_000, 9e9).subarray(1, 5))).toBe(1.5);
  expect(medianOfMany(Float32Array.of(-3e38, -1, 1e-40, 3e38))).toBeCloseTo(-0.5, 10);
  expect(medianOfMany(Float32Array.of(-65_536, 65_536))).toBe(0);
  expect(medianOfMany(Float32Array.of(NaN, Infinity))).toBeNaN();
});
