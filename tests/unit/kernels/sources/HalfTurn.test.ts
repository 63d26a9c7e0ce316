import { expect, test } from 'vitest';
import { background } from '../../../../src/lib/kernels/sky/background';
import { findFootprints } from '../../../../src/lib/kernels/sources/findFootprints';
import { HalfTurn } from '../../../../src/lib/kernels/sources/HalfTurn';
import { Patch } from '../../../../src/lib/kernels/sources/Patch';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const SIDE = 64;
const FWHM = 3.6;
const PEAK = 4000;

/** The light of a Moffat profile with exponent 3, relative to its peak. */
const profile = (dx: number, dy: number): number =>
  (1 + (dx * dx + dy * dy) / ((FWHM / 2) ** 2 / (2 ** (1 / 3) - 1))) ** -3;

/** A patch around two stars, the second with a fraction of the light of the first. */
function patchOf(x: number, y: number, fraction = 0, dx = 0, dy = 0): Patch {
  const random = new Random(11);
  const data = Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [column, row] = [i % SIDE, Math.floor(i / SIDE)];
    const stars = profile(column - x, row - y) + fraction * profile(column - x - dx, row - y - dy);
    return 100 + PEAK * stars + random.normal();
  });
  const image = { data, width: SIDE, height: SIDE };
  const sky = background(image, { meshSize: 32 });
  const patch = new Patch(image, sky, 14, Infinity);
  const footprints = findFootprints(image, sky, 20, 5);
  patch.load(footprints, 0);
  return patch;
}

const topOf = ({ pixels, pixelCount, smoothed }: Patch): number =>
  pixels.subarray(0, pixelCount).reduce((top, i) => (smoothed[i] > smoothed[top] ? i : top));

test.each([
  [30, 33],
  [30.5, 33.25],
  [29.7, 32.9]
])('removes a star at %s, %s', (x, y) => {
  const patch = patchOf(x, y);
  const turn = new HalfTurn();
  expect(turn.measure(patch, topOf(patch), FWHM, null)).toBe(true);
  expect(turn.excess / turn.peak).toBeLessThan(0.012);
  expect(turn.peak / PEAK).toBeGreaterThan(0.75);
});

test.each([
  [3.2, 0, 0.22],
  [-2.5, 2.5, 0.1],
  [0.7, -4.6, 0.06]
])('leaves a companion offset by %s, %s', (dx, dy, fraction) => {
  const patch = patchOf(30.2, 32.7, fraction, dx, dy);
  const { width, left, top } = patch;
  const turn = new HalfTurn();
  expect(turn.measure(patch, topOf(patch), FWHM, null)).toBe(true);
  const [x, y] = [left + (turn.excessPixel % width), top + Math.floor(turn.excessPixel / width)];
  expect(Math.hypot(x - 30.2 - dx, y - 32.7 - dy)).toBeLessThan(1.2);
  expect(turn.excess / (fraction * turn.peak)).toBeGreaterThan(0.6);
  expect(turn.excess / (fraction * turn.peak)).toBeLessThan(1.2);
  // At the second star itself, where the rotated light is only that of the first.
  const i = Math.round(32.7 + dy - top) * width + Math.round(30.2 + dx - left);
  expect(turn.residualAt(patch, i) / (fraction * PEAK)).toBeGreaterThan(0.6);
});

test('looks only at the pixels of one owner, and needs enough space around the star', () => {
  const patch = patchOf(30, 33, 0.2, 4, 0);
  const { width, height } = patch;
  const top = topOf(patch);
  const owners = Int32Array.from({ length: width * height }, (_, i) =>
    i % width > (top % width) + 1 ? 1 : 0
  );
  const turn = new HalfTurn();
  turn.measure(patch, top, FWHM, owners);
  expect(turn.excess / turn.peak).toBeLessThan(0.05);
  expect(turn.measure(patch, 3 * width + 3, FWHM, null)).toBe(false);
});
