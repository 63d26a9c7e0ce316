import { expect, test } from 'vitest';
import { background } from '../../../../src/lib/kernels/sky/background';
import { Deblender } from '../../../../src/lib/kernels/sources/Deblender';
import { findFootprints } from '../../../../src/lib/kernels/sources/findFootprints';
import { Patch } from '../../../../src/lib/kernels/sources/Patch';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const LEVELS = 32;
const CONTRAST = 0.005;
const MIN_PIXELS = 5;
const [WIDTH, HEIGHT] = [120, 100];

interface Star {
  readonly x: number;
  readonly y: number;
  readonly peak: number;
}

function imageOf(stars: readonly Star[], seed: number) {
  const random = new Random(seed);
  const data = Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
    stars.reduce(
      (sum, { x, y, peak }) =>
        sum + peak * Math.exp(-(((i % WIDTH) - x) ** 2 + (Math.floor(i / WIDTH) - y) ** 2) / 5),
      100 + 10 * random.normal()
    )
  );
  return { data, width: WIDTH, height: HEIGHT };
}

/** Each footprint with its labels and its number of sources. */
function* deblended(stars: readonly Star[], seed: number) {
  const image = imageOf(stars, seed);
  const sky = background(image);
  const footprints = findFootprints(image, sky, 1.5, MIN_PIXELS);
  const patch = new Patch(image, sky, 3, Infinity);
  const deblender = new Deblender(LEVELS, CONTRAST, MIN_PIXELS, NaN);
  for (let i = 0; i < footprints.count; i++) {
    patch.load(footprints, i);
    const limit = 1.5 * patch.rms;
    const count = deblender.deblend(patch, limit);
    yield { patch, limit, count, labels: deblender.labels };
  }
}

/** The pixels above a level that are connected to one of them, by sides or corners. */
function flood({ smoothed, width }: Patch, from: number, level: number): number[] {
  const seen = new Set([from]);
  for (const i of seen) {
    for (const row of [i - width, i, i + width]) {
      for (const j of [row - 1, row, row + 1]) if (smoothed[j] >= level && smoothed[j] > 0) seen.add(j);
    }
  }
  return [...seen];
}

function components(patch: Patch, pixels: readonly number[], level: number): number[][] {
  const found: number[][] = [];
  const seen = new Set<number>();
  for (const i of pixels) {
    if (seen.has(i) || patch.smoothed[i] < level) continue;
    found.push(flood(patch, i, level));
    for (const j of found.at(-1)!) seen.add(j);
  }
  return found;
}

/** The cores of the sources, level by level from below, as in the paper. */
function oracle(patch: Patch, threshold: number): number[][] {
  const all = [...patch.pixels.subarray(0, patch.pixelCount)];
  const light = all.map((i) => patch.smoothed[i]);
  const total = light.reduce((sum, value) => sum + value);
  const ratio = Math.max(...light) / threshold;
  const levelOf = (k: number) => threshold * ratio ** (k / LEVELS);
  const split = (pixels: readonly number[], k: number): number[][] => {
    if (k === LEVELS) return [];
    const branches = components(patch, pixels, levelOf(k));
    const strong = branches.filter(
      (branch) =>
        branch.length >= 3 &&
        branch.reduce((sum, i) => sum + patch.smoothed[i] - levelOf(k), 0) > CONTRAST * total
    );
    return branches.flatMap((branch) => {
      const above = split(branch, k + 1);
      if (above.length > 0) return above;
      return strong.length > 1 && strong.includes(branch) ? [branch] : [];
    });
  };
  const cores = split(all, 1);
  return cores.length > 0 ? cores : [all];
}

test('finds the same branches as flooding at every level', () => {
  let blends = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const random = new Random(seed, 1);
    const stars = Array.from({ length: 60 }, () => ({
      x: WIDTH * random.uniform(),
      y: HEIGHT * random.uniform(),
      peak: 60 * 10 ** (1.5 * random.uniform())
    }));
    for (const { patch, limit, count, labels } of deblended(stars, seed)) {
      const cores = oracle(patch, limit);
      expect(count).toBe(cores.length);
      const found = cores.map((core) => new Set(core.map((i) => labels[i])));
      expect(found.map(({ size }) => size)).toEqual(cores.map(() => 1));
      expect(new Set(found.flatMap((labels) => [...labels])).size).toBe(count);
      if (count > 1) blends++;
    }
  }
  expect(blends).toBeGreaterThan(50);
});

test('splits the pixels evenly between two equal stars', () => {
  const stars = [
    { x: 50, y: 50, peak: 3000 },
    { x: 57, y: 50, peak: 3000 }
  ];
  const [{ patch, count, labels }] = deblended(stars, 1);
  expect(count).toBe(2);
  const { pixels, pixelCount, width, left } = patch;
  const sides = [...pixels.subarray(0, pixelCount)].map((i) => ({
    label: labels[i],
    x: left + (i % width)
  }));
  const first = sides.find(({ x }) => x === 50)!.label;
  const misplaced = sides.filter(({ label, x }) => Math.abs(x - 53.5) > 1 && (label === first) !== x < 53.5);
  expect(misplaced).toEqual([]);
});

test('one star is one source, whatever the noise', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const counts = [...deblended([{ x: 60.3, y: 50.8, peak: 20_000 }], seed)].map(({ count }) => count);
    expect(counts).toEqual([1]);
  }
});
