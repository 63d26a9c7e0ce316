import { expect, test } from 'vitest';
import { fillBadPixels } from '../../../../src/lib/kernels/calibration/fillBadPixels';

test('uses the median of the surrounding good pixels, not of those just filled', () => {
  const data = Float32Array.from({ length: 25 }, (_, i) => i);
  const bad = new Uint8Array(25);
  for (const i of [12, 13]) {
    bad[i] = 1;
    data[i] = NaN;
  }
  expect(fillBadPixels({ data, width: 5, height: 5 }, bad)).toBe(2);
  expect(data[12]).toBe(11);
  // Columns 1 to 4 of all rows, without 12 and 13.
  const around = [1, 2, 3, 4, 6, 7, 8, 9, 11, 14, 16, 17, 18, 19, 21, 22, 23, 24];
  expect(data[13]).toBe((around[8]! + around[9]!) / 2);
});

test('a pixel without good pixels around it stays blank and is not counted', () => {
  const data = new Float32Array(7).fill(NaN);
  data[6] = 3;
  const bad = Uint8Array.of(1, 1, 1, 1, 1, 1, 0);
  expect(fillBadPixels({ data, width: 7, height: 1 }, bad)).toBe(2);
  expect([...data]).toEqual([NaN, NaN, NaN, NaN, 3, 3, 3]);
});
