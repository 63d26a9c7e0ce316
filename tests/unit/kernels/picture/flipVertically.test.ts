import { expect, test } from 'vitest';
import { flipVertically } from '../../../../src/lib/kernels/picture/flipVertically';

test('puts the last row first', () => {
  const flipped = flipVertically({ data: Float32Array.of(1, 2, 3, 4, 5, 6), width: 2, height: 3 });
  expect(flipped).toEqual({ data: Float32Array.of(5, 6, 3, 4, 1, 2), width: 2, height: 3 });
});
