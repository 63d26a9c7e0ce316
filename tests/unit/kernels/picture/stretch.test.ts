import { expect, test } from 'vitest';
import { stretch } from '../../../../src/lib/kernels/picture/stretch';

const row = (...values: number[]) => ({ data: Float32Array.from(values), width: values.length, height: 1 });

test('is linear between the limits and flat beyond; blank pixels are black', () => {
  const { data, width, height } = stretch(row(-5, 10, 11, 15, 20, 99, NaN, Infinity, -Infinity), 10, 20);
  expect([...data]).toEqual([0, 0, 26, 128, 255, 255, 0, 255, 0]);
  expect([width, height]).toEqual([9, 1]);
});

test('a gamma above 1 brightens what is faint', () => {
  expect([...stretch(row(0, 0.25, 1), 0, 1, 2).data]).toEqual([0, 128, 255]);
});

test('limits that do not differ part black from white', () => {
  expect([...stretch(row(6, 7, 8), 7, 7).data]).toEqual([0, 0, 255]);
});

test('without limits all is black', () => {
  expect([...stretch(row(6, NaN), NaN, NaN).data]).toEqual([0, 0]);
});
