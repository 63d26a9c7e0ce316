import { describe, expect, test } from 'vitest';
import type { Image } from '../../../../src/lib/domain/image/Image';
import { cosmicRays } from '../../../../src/lib/kernels/calibration/cosmicRays';
import facts from '../../../fixtures/astropyFacts.json';
import { testSky, testSkyWithHits } from '../../../fixtures/testSky';

const EDGE = 3;
const pixelsOf = (mask: Uint8Array) => [...mask.keys()].filter((i) => mask[i]);
/** astroscrappy does not filter the outermost pixels; we use as much of their neighbourhood as there is. */
const isInside =
  ({ width, height }: Image) =>
  (i: number) => {
    const x = i % width;
    const y = Math.floor(i / width);
    return x >= EDGE && x < width - EDGE && y >= EDGE && y < height - EDGE;
  };

describe.each([
  ['defaults', {}],
  ['sigclip 3, sigfrac 0.05, objlim 1', { sigclip: 3, sigfrac: 0.05, objlim: 1 }]
] as const)('with %s', (name, options) => {
  const expected = facts.cosmicRays[name];
  const image = testSkyWithHits();
  const { mask, cleaned } = cosmicRays(image, options);

  test('finds the pixels astroscrappy finds', () => {
    expect(pixelsOf(mask).filter(isInside(image))).toEqual(expected.pixels.filter(isInside(image)));
  });

  test('replaces them as astroscrappy does and nothing else', () => {
    for (const [index, i] of expected.pixels.entries()) {
      expect(cleaned.data[i]).toBeCloseTo(expected.cleaned[index], 3);
    }
    expect(cleaned.data.filter((_, i) => !mask[i])).toEqual(image.data.filter((_, i) => !mask[i]));
  });
});

test('finds nothing among the stars, at the defaults', () => {
  expect(pixelsOf(cosmicRays(testSky()).mask)).toEqual([]);
});

test('leaves the image unchanged', () => {
  const image = testSkyWithHits();
  cosmicRays(image);
  expect(image).toEqual(testSkyWithHits());
});

test('blank pixels stay blank and do not hide a cosmic ray next to them', () => {
  const image = testSkyWithHits();
  const hit = 55 * image.width + 70;
  image.data[hit + 1] = NaN;
  const { mask, cleaned } = cosmicRays(image);
  expect(cleaned.data[hit + 1]).toBeNaN();
  expect(mask[hit]).toBe(1);
  expect(cleaned.data[hit]).toBeCloseTo(200, -1.5);
});

test('a blank image has none', () => {
  const { mask } = cosmicRays({ data: new Float32Array(6).fill(NaN), width: 3, height: 2 });
  expect(pixelsOf(mask)).toEqual([]);
});

test('gain and read noise decide what stands out', () => {
  const image = testSky();
  image.data[40 * image.width + 10] += 60;
  const found = (gain: number, readNoise: number) =>
    pixelsOf(cosmicRays(image, { gain, readNoise }).mask).length;
  expect(found(4, 2)).toBeGreaterThan(0);
  expect(found(1, 60)).toBe(0);
});
