import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Image } from '../../../src/lib/domain/image/Image';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { readImage, readImageRows } from '../../../src/lib/fits/image/readImage';
import { calibrateStrip } from '../../../src/lib/kernels/calibration/calibrateStrip';
import { combineStrips, type RowReader } from '../../../src/lib/kernels/calibration/combineStrips';
import { median } from '../../../src/lib/kernels/array/median';

/** The reference values are those in the README next to the files. */
const DATA = process.env.POCKET_TOM_DATA ?? resolve('../shared/data');
const MIT = join(DATA, 'cal-mit-stl1001');
const KELT = join(DATA, 'cal-kelt16-maxim');

const open = async (path: string) => openFits(await openAsBlob(path));
const image = async (path: string): Promise<Image> => readImage(await open(path));
const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const std = (values: Float32Array): number => {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length);
};

describe.skipIf(!existsSync(MIT))('SBIG STL-1001 at Wallace Observatory', () => {
  const rowsOf = async (kind: string, number: number): Promise<RowReader> => {
    const file = await open(join(MIT, `lux-180.000secs.${kind}.Open.000000${number}.fit`));
    return async (y0, y1, out) => out.set(await readImageRows(file, file.hdus[0]!, y0, y1));
  };
  const master = async (kind: string, numbers: readonly number[]): Promise<Float32Array> => {
    const readers = await Promise.all(numbers.map((number) => rowsOf(kind, number)));
    const size = { width: 1024, height: 1024, budget: 2 ** 20 };
    return (await combineStrips(readers, { ...size, method: 'median' })).mean;
  };

  it('makes the same master bias as numpy', async () => {
    const bias = await master('Bias', [46, 47, 48]);
    expect(median(bias)).toBe(1012);
    expect(mean(bias)).toBeCloseTo(1013.17, 2);
    expect(std(bias)).toBeCloseTo(5.88, 2);
  });

  it('makes the same calibrated lights as numpy', async () => {
    const dark = await master('Dark', [42, 43, 44]);
    expect(median(dark)).toBe(1044);
    expect(mean(dark)).toBeCloseTo(1046.19, 2);
    for (const [number, middle, average] of [
      [26, 4914, 4941.94],
      [29, 5519, 5548.02],
      [32, 4696, 4721.61],
      [34, 4706, 4731.35]
    ] as const) {
      const light = new Float32Array(1024 * 1024);
      await (
        await rowsOf('Light', number)
      )(0, 1024, light);
      expect(calibrateStrip(light, { dark })).toBe(0);
      expect(median(light)).toBe(middle);
      expect(mean(light)).toBeCloseTo(average, 2);
    }
  });
});

it.skipIf(!existsSync(KELT))('calibrates KELT-16 b as numpy does', async () => {
  const [bias, dark, flat, light] = await Promise.all(
    [
      'combined_bias.fit.gz',
      'combined_dark_90.000.fit.gz',
      'combined_flat_filter_r.fit.gz',
      'kelt-16-b-S001-R001-C084-r.fit.gz'
    ].map(async (name) => (await image(join(KELT, name))).data)
  );
  expect(median(light!)).toBe(1102);
  expect(calibrateStrip(light!, { bias: bias!, dark: dark!, flat: flat! })).toBe(0);
  expect(median(light!)).toBeCloseTo(45.674, 3);
  expect(mean(light!)).toBeCloseTo(46.172, 3);
  expect(Math.max(...light!)).toBeCloseTo(151.54, 2);
});
