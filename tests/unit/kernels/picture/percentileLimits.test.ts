import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentileLimits } from '../../../../src/lib/kernels/picture/percentileLimits';

test('leaves the same share out at both ends, as numpy.percentile has it', () => {
  // numpy.percentile([0, 10, 20, 30, 40], [10, 90])
  expect(percentileLimits(Float32Array.of(30, 10, 0, 40, 20), 80)).toEqual([4, 36]);
});

test('100 gives the extremes of the finite values', () => {
  fc.assert(
    fc.property(fc.array(fc.float(), { minLength: 1 }), (values) => {
      const finite = values.filter(Number.isFinite);
      const expected = finite.length > 0 ? [Math.min(...finite), Math.max(...finite)] : [NaN, NaN];
      expect(percentileLimits(Float32Array.from(values), 100).map((limit) => limit + 0)).toEqual(
        expected.map((limit) => limit + 0)
      );
    })
  );
});

test('values that are not finite do not count', () => {
  expect(percentileLimits(Float32Array.of(NaN, 1, Infinity, 3, -Infinity), 50)).toEqual([1.5, 2.5]);
  expect(percentileLimits(Float32Array.of(NaN), 50)).toEqual([NaN, NaN]);
});

test('of a large image, every n-th value tells nearly the same', () => {
  const values = Float32Array.from({ length: 1_000_003 }, (_, i) => (i * 7919) % 1_000_003);
  const [low, high] = percentileLimits(values, 90);
  expect(low / 1_000_003).toBeCloseTo(0.05, 2);
  expect(high / 1_000_003).toBeCloseTo(0.95, 2);
});
