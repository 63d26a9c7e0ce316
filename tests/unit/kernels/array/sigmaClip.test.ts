import { expect, test } from 'vitest';
import { sigmaClip } from '../../../../src/lib/kernels/array/sigmaClip';
import facts from '../../../fixtures/astropyFacts.json';
import { testSky, testSkyWithBlanks } from '../../../fixtures/testSky';

test.each([
  ['sky, 3 sigma, 10 iterations', testSky(), 3, 10],
  ['sky, 2 sigma, 1 iteration', testSky(), 2, 1],
  ['blanks, 3 sigma, 5 iterations', testSkyWithBlanks(), 3, 5]
] as const)('gives the same numbers as astropy: %s', (name, image, sigma, maxIterations) => {
  const expected = facts.sigmaClip[name];
  const actual = sigmaClip(image.data, sigma, maxIterations);
  expect(actual.count).toBe(expected.count);
  for (const key of ['mean', 'median', 'std', 'lower', 'upper'] as const) {
    expect(actual[key]).toBeCloseTo(expected[key], 9);
  }
});

test('leaves the values unchanged', () => {
  const { data } = testSky();
  sigmaClip(data);
  expect(data).toEqual(testSky().data);
});

test('gives NaN and a count of 0 if there are no finite values', () => {
  expect(sigmaClip(Float32Array.of(NaN, Infinity))).toMatchObject({
    mean: NaN,
    median: NaN,
    std: NaN,
    count: 0
  });
});
