import { expect, test } from 'vitest';
import { constantValue } from '../../../../src/lib/kernels/array/constantValue';

test('is the value of all pixels, and null where two differ or one is blank', () => {
  expect(constantValue(Float32Array.of(7, 7, 7))).toBe(7);
  expect(constantValue(Float32Array.of(7, 7, 8))).toBeNull();
  expect(constantValue(Float32Array.of(NaN, NaN))).toBeNull();
});
