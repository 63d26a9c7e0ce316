import { expect, test } from 'vitest';
import { normaliseBackground } from '../../../../src/lib/kernels/picture/normaliseBackground';
import { sigmaClip } from '../../../../src/lib/kernels/array/sigmaClip';
import { testSky } from '../../../fixtures/testSky';

test('takes the background to zero and leaves every pixel of a star as it is', () => {
  const sky = testSky();
  const { upper } = sigmaClip(sky.data, 3, 10);
  const isStar = (i: number) => sky.data[i] > 1.05 * upper;
  const { data } = normaliseBackground(sky);
  expect(data.filter((_, i) => isStar(i))).toEqual(sky.data.filter((_, i) => isStar(i)));
  expect(data.filter((_, i) => isStar(i)).length).toBeGreaterThan(50);
  expect(data.filter((value) => value === 0).length).toBeGreaterThan(0.97 * data.length);
});

test('skies of different brightness become alike', () => {
  const sky = testSky();
  const brighter = { ...sky, data: sky.data.map((value) => value + 500) };
  expect(sigmaClip(normaliseBackground(brighter).data).mean).toBeCloseTo(0, 6);
});

test('cosmic rays do not widen what counts as background', () => {
  const sky = testSky();
  const hit = { ...sky, data: sky.data.map((value, i) => (i % 61 === 0 ? value + 48 : value)) };
  const { data } = normaliseBackground(hit);
  const highest = Math.max(...hit.data.filter((_, i) => data[i] === 0));
  expect(highest).toBeLessThan(sigmaClip(hit.data, 3, 10).upper - 0.2);
});

test('negative values and blanks stay', () => {
  const sky = testSky();
  const dark = { ...sky, data: sky.data.map((value) => value - 200) };
  dark.data[0] = NaN;
  const { data } = normaliseBackground(dark);
  expect(data.filter((value) => value < 0)).toEqual(dark.data.filter((value) => value < 0));
  expect(data[0]).toBeNaN();
});
