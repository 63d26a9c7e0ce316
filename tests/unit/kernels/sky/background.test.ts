import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Image } from '../../../../src/lib/domain/image/Image';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { readImage } from '../../../../src/lib/fits/image/readImage';
import { background } from '../../../../src/lib/kernels/sky/background';
import type { MeshSurface } from '../../../../src/lib/kernels/sky/MeshSurface';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const EMMI = join(process.env.POCKET_TOM_DATA ?? resolve('../shared/data'), 'extract-emmi');

function mapOf(surface: MeshSurface, { width, height }: Image): Float32Array {
  const map = new Float32Array(width * height);
  for (let y = 0; y < height; y++) surface.row(y, map, 0, y * width, width);
  return map;
}

/** A sloping and curved sky with noise of 5 and a few stars. */
function slopingSky(width: number, height: number, seed: number): Image & { readonly sky: Float32Array } {
  const random = new Random(seed);
  const sky = Float32Array.from({ length: width * height }, (_, i) => {
    const x = (i % width) / width;
    const y = Math.floor(i / width) / height;
    return 1000 + 40 * x - 25 * y + 20 * x * y;
  });
  const data = sky.map((level) => level + 5 * random.normal());
  for (let star = 0; star < 40; star++) data[Math.floor(random.uniform() * data.length)] += 3000;
  return { data, sky, width, height };
}

const largest = (values: Float32Array): number => values.reduce((max, value) => Math.max(max, value), 0);

test.skipIf(!existsSync(EMMI))('agrees with the maps of Source Extractor to 1 %', async () => {
  const [image, level, rms] = await Promise.all(
    ['image', 'back', 'rms'].map(async (name) =>
      readImage(await openFits(await openAsBlob(join(EMMI, `${name}.fits`))))
    )
  );
  const found = background(image);
  const offBy = (surface: MeshSurface, expected: Image) =>
    largest(mapOf(surface, image).map((value, i) => Math.abs(value / expected.data[i] - 1)));
  expect(offBy(found.level, level)).toBeLessThan(0.002);
  expect(offBy(found.rms, rms)).toBeLessThan(0.01);
});

describe('for a sloping sky', () => {
  const image = slopingSky(300, 210, 1);
  const found = background(image, { meshSize: 32 });

  test('follows the slope and finds the noise', () => {
    const errors = mapOf(found.level, image).map((level, i) => Math.abs(level - image.sky[i]));
    expect(errors.reduce((sum, error) => sum + error) / errors.length).toBeLessThan(0.3);
    expect(largest(errors)).toBeLessThan(2);
    // The slope within a cell counts as noise.
    expect(found.globalRms).toBeGreaterThan(5);
    expect(found.globalRms).toBeLessThan(5.3);
    expect(found.globalLevel).toBeCloseTo(1012.5, -0.3);
  });

  test('is mirrored along with the image', () => {
    const mirrored = { ...image, data: image.data.slice().reverse() };
    const map = mapOf(background(mirrored, { meshSize: 32 }).level, image).reverse();
    const expected = mapOf(found.level, image);
    expect(largest(map.map((level, i) => Math.abs(level - expected[i])))).toBeLessThan(0.01);
  });

  test('scales and shifts along with the image', () => {
    const changed = { ...image, data: image.data.map((value) => 2 * value + 500) };
    const { globalLevel, globalRms } = background(changed, { meshSize: 32 });
    expect(globalLevel).toBeCloseTo(2 * found.globalLevel + 500, 1);
    expect(globalRms).toBeCloseTo(2 * found.globalRms, 2);
  });

  test('is as good for whole numbers', () => {
    const rounded = { ...image, data: image.data.map(Math.round) };
    const errors = mapOf(background(rounded, { meshSize: 32 }).level, image).map((level, i) =>
      Math.abs(level - image.sky[i])
    );
    expect(errors.reduce((sum, error) => sum + error) / errors.length).toBeLessThan(0.3);
  });

  test('bridges a blank area', () => {
    const data = image.data.slice();
    for (let y = 60; y < 140; y++) data.fill(NaN, y * 300 + 100, y * 300 + 200);
    const errors = mapOf(background({ ...image, data }, { meshSize: 32 }).level, image).map((level, i) =>
      Math.abs(level - image.sky[i])
    );
    expect(largest(errors)).toBeLessThan(6);
  });
});

test('gives the same values for part of a row', () => {
  const { level } = background(slopingSky(100, 80, 2), { meshSize: 16 });
  const row = new Float32Array(100);
  level.row(33, row);
  const part = new Float32Array(20).fill(-1);
  level.row(33, part, 41, 5, 10);
  expect([...part.subarray(5, 15)]).toEqual(
    [...row.subarray(41, 51)].map((value) => expect.closeTo(value, 3))
  );
  expect([part[4], part[15]]).toEqual([-1, -1]);
});

test('is constant and without noise for a constant image', () => {
  const found = background({ data: new Float32Array(500).fill(7), width: 50, height: 10 });
  expect(found).toMatchObject({ globalLevel: 7, globalRms: 0 });
});

test('is flat under a star without noise', () => {
  const data = Float32Array.from({ length: 100 * 100 }, (_, i) => {
    const square = ((i % 100) - 40.2) ** 2 + (Math.floor(i / 100) - 50.7) ** 2;
    return 10 + Math.round(500 * Math.exp(-square / 6));
  });
  const { globalLevel, globalRms } = background({ data, width: 100, height: 100 });
  expect(globalLevel).toBeCloseTo(10, 1);
  expect(globalRms).toBeLessThan(1);
});

test('is blank for a blank image', () => {
  const image = { data: new Float32Array(200 * 200).fill(NaN), width: 200, height: 200 };
  expect(background(image)).toMatchObject({ globalLevel: NaN, globalRms: NaN });
});

test('refuses a mesh that makes no sense', () => {
  const image = slopingSky(20, 20, 3);
  expect(() => background(image, { meshSize: 1 })).toThrow(RangeError);
  expect(() => background(image, { meshSize: NaN })).toThrow(RangeError);
  expect(() => background(image, { filterSize: 2 })).toThrow(RangeError);
});
