import { expect, test } from 'vitest';
import type { Image } from '../../../../src/lib/domain/image/Image';
import { annulusSky } from '../../../../src/lib/kernels/photometry/annulusSky';
import { background } from '../../../../src/lib/kernels/sky/background';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const SIDE = 400;
const LEVEL = 300;
const NOISE = 12;

function noisySky(seed: number, slope = 0): Image {
  const random = new Random(seed);
  const data = Float32Array.from(
    { length: SIDE * SIDE },
    (_, i) => LEVEL + slope * (i % SIDE) + NOISE * random.normal()
  );
  return { data, width: SIDE, height: SIDE };
}

/** Positions whose annuli do not touch, so that their skies are independent. */
const grid = { count: 64, x: new Float64Array(64), y: new Float64Array(64) };
for (let i = 0; i < 64; i++) {
  grid.x[i] = 25.3 + 50 * (i % 8);
  grid.y[i] = 24.8 + 50 * (i >> 3);
}
const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value) / values.length;
const rms = (values: readonly number[]) => Math.sqrt(mean(values.map((value) => value ** 2)));

test('measures the level of the sky, with the right noise and error', () => {
  const pulls: number[] = [];
  const noises: number[] = [];
  for (let seed = 1; seed <= 4; seed++) {
    const sky = annulusSky(noisySky(seed), grid, 8, 16);
    for (let i = 0; i < grid.count; i++) pulls.push((sky.level[i] - LEVEL) / sky.error[i]);
    noises.push(...sky.noise);
    expect(Math.abs(mean(sky.pixels) / (Math.PI * (16 ** 2 - 8 ** 2)) - 1)).toBeLessThan(0.02);
  }
  // From 256 annuli, the mean is known to 0.06, the scatter to 4 %, the noise to 0.3 %.
  expect(Math.abs(mean(pulls))).toBeLessThan(0.19);
  expect(Math.abs(rms(pulls) - 1)).toBeLessThan(0.12);
  expect(Math.abs(mean(noises) / NOISE - 1)).toBeLessThan(0.01);
});

test('is not affected by a neighbour in the annulus, nor by blank pixels', () => {
  const image = noisySky(5);
  const [before] = annulusSky(image, { count: 1, x: [100], y: [100] }, 8, 16).level;
  for (let y = 108; y <= 114; y++) for (let x = 92; x <= 98; x++) image.data[y * SIDE + x] += 5000;
  for (let x = 80; x < 120; x++) image.data[88 * SIDE + x] = NaN;
  const sky = annulusSky(image, { count: 1, x: [100], y: [100] }, 8, 16);
  expect(Math.abs(sky.level[0] - before)).toBeLessThan(2 * sky.error[0]);
  expect(Math.abs(sky.noise[0] / NOISE - 1)).toBeLessThan(0.1);
});

test('leaves out known neighbours unless nothing else remains', () => {
  const star = { count: 1, x: [200], y: [200] };
  const image = noisySky(9);
  const clean = annulusSky(image, star, 8, 16);
  const angles = Array.from({ length: 8 }, (_, k) => 0.25 * k * Math.PI);
  const neighbours = {
    count: 8,
    x: angles.map((angle) => 200 + 12 * Math.cos(angle)),
    y: angles.map((angle) => 200 + 12 * Math.sin(angle)),
    radius: angles.map(() => 3.5)
  };
  const isLit = (i: number): boolean =>
    neighbours.x.some((x, k) => Math.hypot((i % SIDE) - x, Math.floor(i / SIDE) - neighbours.y[k]) <= 3.5);
  // Too faint for clipping to notice.
  for (let i = 0; i < image.data.length; i++) if (isLit(i)) image.data[i] += 1.5 * NOISE;
  const dark = annulusPixels(
    { ...image, data: image.data.map((_, i) => Number(!isLit(i))) },
    200,
    200,
    8,
    16
  ).filter((value) => value === 1).length;
  const crowded = annulusSky(image, star, 8, 16);
  expect(crowded.level[0] - clean.level[0]).toBeGreaterThan(6 * clean.error[0]);
  const known = annulusSky(image, star, 8, 16, { neighbours });
  expect(Math.abs(known.level[0] - LEVEL)).toBeLessThan(2 * known.error[0]);
  expect(known.pixels[0]).toBeLessThanOrEqual(dark);
  expect(known.pixels[0]).toBeGreaterThan(0.97 * dark);
  const covered = annulusSky(image, star, 8, 16, {
    neighbours: { count: 1, x: [200], y: [200], radius: [15.5] }
  });
  expect(covered.level[0]).toBe(crowded.level[0]);
});

test('is right where pixels take only a few different values', () => {
  const random = new Random(3);
  const data = Float32Array.from({ length: SIDE * SIDE }, () => Math.round(20.3 + 0.8 * random.normal()));
  const { level, noise } = annulusSky({ data, width: SIDE, height: SIDE }, grid, 8, 16);
  expect(Math.abs(mean(level) - 20.3)).toBeLessThan(0.02);
  expect(Math.abs(mean(noise) / Math.hypot(0.8, Math.sqrt(1 / 12)) - 1)).toBeLessThan(0.03);
});

test('agrees with clipping by sorting, round by round', () => {
  const image = noisySky(8);
  for (let i = 0; i < image.data.length; i += 13) image.data[i] += 40 * (i % 29);
  const sky = annulusSky(image, grid, 8, 16);
  for (let s = 0; s < grid.count; s += 16) {
    const kept = clippedBySorting(annulusPixels(image, grid.x[s], grid.y[s], 8, 16));
    expect(Math.abs(sky.pixels[s] / kept.length - 1)).toBeLessThan(0.01);
    expect(Math.abs(sky.level[s] - middle(kept))).toBeLessThan(0.02 * NOISE);
  }
});

function annulusPixels({ data }: Image, x: number, y: number, inner: number, outer: number): number[] {
  return [...data].filter((_, i) => {
    const distance = Math.hypot((i % SIDE) - x, Math.floor(i / SIDE) - y);
    return inner <= distance && distance <= outer;
  });
}

const middle = (sorted: readonly number[]): number =>
  (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2;

function clippedBySorting(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const median = middle(sorted);
  const below = sorted.filter((value) => value <= median);
  const noise = rms(below.map((value) => value - median)) / 0.98658;
  const kept = sorted.filter((value) => Math.abs(value - median) <= 3 * noise);
  return kept.length === sorted.length ? kept : clippedBySorting(kept);
}

test('is relative to a background if one is given', () => {
  const image = noisySky(6, 2);
  const { level } = background(image);
  const sky = annulusSky(image, grid, 8, 16, { level });
  expect(Math.abs(mean(sky.level))).toBeLessThan(0.5);
  expect(Math.abs(mean(sky.noise) / NOISE - 1)).toBeLessThan(0.02);
});

test('is NaN where the annulus is blank or outside the image, and exact where all pixels are the same', () => {
  const image = noisySky(7);
  image.data.fill(NaN, 0, 150 * SIDE);
  image.data.fill(5, 250 * SIDE);
  const positions = { count: 4, x: [100, -90, NaN, 100], y: [100, 200, 200, 350] };
  const sky = annulusSky(image, positions, 8, 16);
  expect([...sky.level]).toEqual([NaN, NaN, NaN, 5]);
  expect([...sky.error]).toEqual([NaN, NaN, NaN, 0]);
  expect([...sky.pixels.subarray(0, 3)]).toEqual([0, 0, 0]);
});

test.each([
  [5, 5],
  [-1, 5],
  [5, Infinity]
])('refuses an annulus from %s to %s', (inner, outer) => {
  expect(() => annulusSky(noisySky(1), grid, inner, outer)).toThrow(RangeError);
});
