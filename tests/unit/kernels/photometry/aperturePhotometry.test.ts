import { expect, test } from 'vitest';
import { aperturePhotometry } from '../../../../src/lib/kernels/photometry/aperturePhotometry';
import { background } from '../../../../src/lib/kernels/sky/background';
import { circleOverlap } from '../../../../src/lib/kernels/photometry/circleOverlap';
import { Random } from '../../../../src/lib/kernels/simulation/Random';
import facts from '../../../fixtures/apertureFacts.json';

const [WIDTH, HEIGHT] = [96, 64];
const pattern = () => ({
  width: WIDTH,
  height: HEIGHT,
  data: Float32Array.from(
    { length: WIDTH * HEIGHT },
    (_, i) => (37 * (i % WIDTH) + 91 * Math.floor(i / WIDTH)) % 256
  )
});
const at = (x: number, y: number) => ({ count: 1, x: [x], y: [y] });

/** The overlap estimated by a grid of points. */
function sampledOverlap(x: number, y: number, radius: number): number {
  const points = 400;
  let inside = 0;
  for (let j = 0; j < points; j++) {
    const dy = y - 0.5 + (j + 0.5) / points;
    for (let i = 0; i < points; i++) {
      if ((x - 0.5 + (i + 0.5) / points) ** 2 + dy ** 2 <= radius ** 2) inside++;
    }
  }
  return inside / points ** 2;
}

test('has the overlap that a grid of points gives', () => {
  const random = new Random(1);
  for (let n = 0; n < 150; n++) {
    const radius = n % 3 === 0 ? random.uniform() : 6 * random.uniform();
    const [r, angle] = [radius + 1.6 * (random.uniform() - 0.5), 7 * random.uniform()];
    const [x, y] = [r * Math.cos(angle), r * Math.sin(angle)];
    expect(Math.abs(circleOverlap(x, y, radius) - sampledOverlap(x, y, radius))).toBeLessThan(2e-3);
  }
  expect(circleOverlap(0, 0, 0.4)).toBeCloseTo(0.16 * Math.PI, 14);
  expect(circleOverlap(0, 0, 0.71)).toBe(1);
  expect(circleOverlap(0.5, 0.5, 0.5)).toBeCloseTo((0.25 * Math.PI) / 4, 14);
});

test('gives the same sums as photutils, for all radii at once', () => {
  const radii = [...new Set(facts.map(([, , radius]) => radius))];
  const centres = facts.filter(([, , radius]) => radius === radii[0]);
  const positions = { count: centres.length, x: centres.map(([x]) => x), y: centres.map(([, y]) => y) };
  const results = aperturePhotometry(pattern(), positions, radii);
  expect(results.map(({ radius }) => radius)).toEqual(radii);
  for (const [x, y, radius, sum, area] of facts) {
    const result = results[radii.indexOf(radius)];
    const i = centres.findIndex(([centreX, centreY]) => centreX === x && centreY === y);
    expect(Math.abs(result.sum[i] - sum)).toBeLessThan(1e-8 * Math.max(1, Math.abs(sum)));
    expect(Math.abs(result.area[i] - area)).toBeLessThan(1e-9 * Math.max(1, area));
  }
});

test('covers the whole area of the circle wherever it is', () => {
  const random = new Random(2);
  const radii = [0.2, 1, 4.5, 17];
  const [x, y] = [0, 1].map(() => Array.from({ length: 50 }, () => 20 + 24 * random.uniform()));
  for (const { radius, area } of aperturePhotometry(pattern(), { count: 50, x, y }, radii)) {
    for (const value of area) expect(Math.abs(value / (Math.PI * radius ** 2) - 1)).toBeLessThan(1e-12);
  }
});

test('subtracts the level of the sky pixel by pixel', () => {
  const image = {
    width: 128,
    height: 128,
    data: Float32Array.from({ length: 128 * 128 }, (_, i) => 100 + (i % 128) + ((i * 7919) % 11))
  };
  const { level } = background(image, { meshSize: 32 });
  const rows = Array.from({ length: 128 }, (_, y) => {
    const row = new Float32Array(128);
    level.row(y, row);
    return row;
  });
  const subtracted = { ...image, data: image.data.map((value, i) => value - rows[i >> 7][i & 127]) };
  const [expected] = aperturePhotometry(subtracted, at(60.2, 2.7), [6]);
  const [actual] = aperturePhotometry(image, at(60.2, 2.7), [6], { level });
  expect(actual.sum[0]).toBeCloseTo(expected.sum[0], 2);
  expect(actual.area).toEqual(expected.area);
});

test('counts blank and saturated pixels, and leaves blank ones out of sum and area', () => {
  const image = pattern();
  image.data.fill(10);
  image.data[30 * WIDTH + 40] = NaN;
  image.data[30 * WIDTH + 41] = Infinity;
  image.data[31 * WIDTH + 40] = 500;
  // Only at the edge of the larger circle.
  image.data[30 * WIDTH + 46] = NaN;
  const [small, large] = aperturePhotometry(image, at(40, 30), [3, 6], { saturation: 500 });
  expect([small.blank[0], large.blank[0]]).toEqual([2, 3]);
  // An infinite value counts as saturated too.
  expect([small.saturated[0], large.saturated[0]]).toEqual([2, 2]);
  expect(small.area[0]).toBeCloseTo(9 * Math.PI - 2, 12);
  expect(small.sum[0]).toBeCloseTo(10 * small.area[0] + 490, 10);
  expect(large.area[0]).toBeCloseTo(36 * Math.PI - 2 - circleOverlap(6, 0, 6), 12);
});

test('is zero outside the image, and NaN without a position', () => {
  const [far] = aperturePhotometry(pattern(), { count: 3, x: [-50, 1e9, NaN], y: [5, -1e9, 5] }, [4]);
  expect([...far.sum]).toEqual([0, 0, NaN]);
  expect([...far.area]).toEqual([0, 0, 0]);
});

test.each([0, -1, NaN, Infinity])('refuses a radius of %s', (radius) => {
  expect(() => aperturePhotometry(pattern(), at(5, 5), [3, radius])).toThrow(
    new RangeError(`A radius must be greater than 0, not ${radius}`)
  );
});
