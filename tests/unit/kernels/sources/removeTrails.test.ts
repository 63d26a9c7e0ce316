import { expect, test } from 'vitest';
import type { Image } from '../../../../src/lib/domain/image/Image';
import { background } from '../../../../src/lib/kernels/sky/background';
import { findFootprints } from '../../../../src/lib/kernels/sources/findFootprints';
import { Random } from '../../../../src/lib/kernels/simulation/Random';
import { removeTrails } from '../../../../src/lib/kernels/sources/removeTrails';

const [WIDTH, HEIGHT] = [400, 300];
const NOISE = 10;
const FWHM = 3.5;
const SIGMA = FWHM / Math.sqrt(8 * Math.LN2);

interface Streak {
  readonly x: number;
  readonly y: number;
  /** Degrees. */
  readonly angle: number;
  /** Half its length, pixels. */
  readonly half: number;
  readonly peak: (along: number) => number;
  readonly sigma?: number;
}

const starAt = (x: number, y: number, peak: number) => (i: number) =>
  peak * Math.exp(-(((i % WIDTH) - x) ** 2 + (Math.floor(i / WIDTH) - y) ** 2) / (2 * SIGMA ** 2));

const streak =
  ({ x, y, angle, half, peak, sigma = SIGMA }: Streak) =>
  (i: number) => {
    const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
    const [dx, dy] = [(i % WIDTH) - x, Math.floor(i / WIDTH) - y];
    const [along, across] = [dx * cos + dy * sin, dy * cos - dx * sin];
    return Math.abs(along) < half ? peak(along) * Math.exp(-((across / sigma) ** 2) / 2) : 0;
  };

function imageOf(...lights: readonly ((i: number) => number)[]): Image {
  const random = new Random(3);
  const data = Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
    lights.reduce((sum, light) => sum + light(i), 500 + NOISE * random.normal())
  );
  return { data, width: WIDTH, height: HEIGHT };
}

function removedFrom(image: Image, saturation = Infinity) {
  const sky = background(image);
  return removeTrails(image, sky, findFootprints(image, sky, 1.5, 5), FWHM, saturation);
}

const stars = [
  starAt(150, 124, 300),
  starAt(200.5, 150.2, 3000),
  starAt(261, 178, 150),
  starAt(40, 260, 8000),
  starAt(330, 40, 500)
];
const CHANGING = (along: number): number => 250 + 100 * Math.cos(along / 60);

test.each([
  ['shallow', 24, 600, 1],
  ['steep', -71, 600, 1],
  ['diagonal', 45, 600, 1],
  ['ending in the image', 24, 130, 2]
])('removes a trail (%s), and leaves the stars', (_, angle, half, max) => {
  const without = imageOf(...stars);
  const withTrail = imageOf(...stars, streak({ x: 200, y: 150, angle, half, peak: CHANGING }));
  const { image, pixels, trails } = removedFrom(withTrail)!;
  expect(trails).toBe(1);
  const left = Float64Array.from(pixels, (i) => image.data[i] - without.data[i]);
  const changed = left.reduce((sum, value) => sum + value, 0) / left.length;
  const rms = Math.sqrt(left.reduce((sum, value) => sum + value ** 2, 0) / left.length);
  // For a trail of 15 to 35 times the noise.
  expect(Math.abs(changed)).toBeLessThan(0.4 * NOISE);
  expect(rms).toBeLessThan(max * NOISE);
  const touched = new Set(pixels);
  expect(image.data.findIndex((value, i) => value !== withTrail.data[i] && !touched.has(i))).toBe(-1);
});

test('removes two trails', () => {
  const without = imageOf(...stars);
  const image = imageOf(
    ...stars,
    streak({ x: 120, y: 150, angle: 12, half: 600, peak: () => 200 }),
    streak({ x: 120, y: 60, angle: 10, half: 600, peak: () => 400 })
  );
  const found = removedFrom(image)!;
  expect(found.trails).toBe(2);
  const rest = [...found.pixels].map((i) => found.image.data[i] - without.data[i]);
  expect(Math.abs(rest.reduce((sum, value) => sum + value) / rest.length)).toBeLessThan(0.25 * NOISE);
});

test('leaves saturated and blank pixels unchanged', () => {
  const image = imageOf(streak({ x: 200, y: 150, angle: 24, half: 600, peak: () => 300 }));
  image.data[150 * WIDTH + 200] = 5000;
  image.data[150 * WIDTH + 201] = NaN;
  const { data } = removedFrom(image, 5000)!.image;
  expect([...data.subarray(150 * WIDTH + 200, 150 * WIDTH + 202)]).toEqual([5000, NaN]);
});

test.each([
  ['stars', []],
  ['the streak of an asteroid', [streak({ x: 200, y: 150, angle: 30, half: 30, peak: () => 300 })]],
  ['a galaxy', [streak({ x: 200, y: 150, angle: 30, half: 90, peak: () => 300, sigma: 10 })]],
  ['bleeding charge', [streak({ x: 200, y: 150, angle: 90, half: 120, peak: () => 3000 })]]
])('does not take %s for a trail', (_, lights) => {
  expect(removedFrom(imageOf(...stars, ...lights))).toBeNull();
});
