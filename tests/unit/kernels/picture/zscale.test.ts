import { expect, test } from 'vitest';
import { zscale } from '../../../../src/lib/kernels/picture/zscale';
import facts from '../../../fixtures/astropyFacts.json';
import { testSky, testSkyWithBlanks } from '../../../fixtures/testSky';

const sky = testSky().data;

test.each([
  ['sky, contrast 0.25', sky, 0.25],
  ['sky, contrast 0.1', sky, 0.1],
  ['blanks, contrast 0.25', testSkyWithBlanks().data, 0.25],
  ['first 700 pixels, contrast 0.25', sky.slice(0, 700), 0.25],
  ['first 4 pixels, contrast 0.25', sky.slice(0, 4), 0.25],
  ['constant, contrast 0.25', new Float32Array(500).fill(7), 0.25]
] as const)('has the limits of astropy: %s', (name, values, contrast) => {
  const before = values.slice();
  const [z1, z2] = zscale(values, contrast);
  expect(z1).toBeCloseTo(facts.zscale[name][0], 9);
  expect(z2).toBeCloseTo(facts.zscale[name][1], 9);
  expect(values).toEqual(before);
});

test('contrast 0.25 is the default, and infinities count as blank', () => {
  const values = Float32Array.of(Infinity, ...sky, -Infinity);
  expect(zscale(values)).toEqual(zscale(sky, 0.25));
});

test('a wholly blank image has no limits', () => {
  expect(zscale(Float32Array.of(NaN, NaN))).toEqual([NaN, NaN]);
});
