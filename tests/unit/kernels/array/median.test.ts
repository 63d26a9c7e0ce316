import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median } from '../../../../src/lib/kernels/array/median';

function sortedMedian(values: Float32Array): number {
  const sorted = [...values].filter(Number.isFinite).sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
}

test('is the middle of the sorted finite values, and leaves the array unchanged', () => {
  fc.assert(
    fc.property(fc.float32Array({ minLength: 1, maxLength: 200 }), (values) => {
      const before = values.slice();
      const finite = values.some(Number.isFinite);
      expect(median(values)).toBe(finite ? sortedMedian(values) : NaN);
      expect(values).toEqual(before);
    })
  );
});

test('is right for many equal, rising and falling values', () => {
  for (const value of [() => 3, (_: unknown, i: number) => i, (_: unknown, i: number) => -i]) {
    const values = Float32Array.from({ length: 10_001 }, value);
    expect(median(values)).toBe(sortedMedian(values));
  }
});
