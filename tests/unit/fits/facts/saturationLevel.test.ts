import { expect, it } from 'vitest';
import { saturationLevel } from '../../../../src/lib/fits/facts/saturationLevel';

it.each([
  ['DATAMAX is a limit', { level: 65_535, dataMax: 50_000 }, 40_000, 50_000],
  ['DATAMAX is the highest value', { level: 65_535, dataMax: 40_000.1 }, Math.fround(40_000.1), 65_535],
  ['there is none', { level: 65_535, dataMax: Infinity }, 40_000, 65_535],
  ['nothing is known', { level: Infinity, dataMax: Infinity }, 40_000, Infinity]
])('where %s', (_, declared, highest, level) => {
  expect(saturationLevel(declared, highest)).toBe(level);
});
