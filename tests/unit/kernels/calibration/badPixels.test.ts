import { expect, it } from 'vitest';
import { badPixels, DEAD_PIXEL, HOT_PIXEL } from '../../../../src/lib/kernels/calibration/badPixels';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const SIDE = 64;
const image = (pixel: (x: number, y: number) => number) => ({
  data: Float32Array.from({ length: SIDE ** 2 }, (_, i) => pixel(i % SIDE, Math.floor(i / SIDE))),
  width: SIDE,
  height: SIDE
});
const found = (bad: Uint8Array) => [...bad.entries()].filter(([, bits]) => bits);

it('finds hot pixels and columns, and ignores amplifier glow and noise', () => {
  const random = new Random(7);
  const glow = (x: number, y: number): number => 200 * Math.exp(-((x - SIDE) ** 2 + y ** 2) / 1000);
  const hot = [
    5 * SIDE + 5,
    5 * SIDE + 6,
    SIDE ** 2 - 1,
    ...Array.from({ length: SIDE }, (_, y) => y * SIDE + 30)
  ];
  const dark = image((x, y) => 50 + 4 * random.normal() + glow(x, y));
  for (const i of hot) dark.data[i] += 200;
  dark.data[700] = NaN;
  expect(found(badPixels(dark, null))).toEqual(
    [...hot, 700].sort((a, b) => a - b).map((i) => [i, HOT_PIXEL])
  );
});

it('finds dead pixels, and ignores vignetting', () => {
  const flat = image((x, y) => 1.2 - (1.0 * Math.hypot(x - 32, y - 32)) / 45);
  const dead = [0, 33 * SIDE + 33, 34 * SIDE + 33];
  for (const i of dead) flat.data[i] *= 0.3;
  flat.data[900] = NaN;
  expect(found(badPixels(null, flat))).toEqual(
    [...dead, 900].sort((a, b) => a - b).map((i) => [i, DEAD_PIXEL])
  );
});

it('combines hot and dead pixels', () => {
  const dark = image((x, y) => (x * 7 + y * 13) % 5);
  dark.data[200] = 1000;
  const flat = image(() => 1);
  flat.data[200] = 0;
  expect(found(badPixels(dark, flat))).toEqual([[200, HOT_PIXEL | DEAD_PIXEL]]);
  expect(badPixels(null, null)).toEqual(new Uint8Array(0));
  expect(() => badPixels(dark, { ...flat, width: 32, height: 128 })).toThrow(RangeError);
});
