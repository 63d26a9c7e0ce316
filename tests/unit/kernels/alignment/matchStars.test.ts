import { describe, expect, it } from 'vitest';
import { transformPoint, type Affine } from '../../../../src/lib/domain/image/Affine';
import { matchStars, type Alignment, type StarList } from '../../../../src/lib/kernels/alignment/matchStars';
import { matchText } from '../../../../src/lib/domain/measurement/sentences';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const SIZE = 2048;

/** A star field and a frame of it. */
interface Case {
  readonly stars: number;
  readonly transform: Affine;
  /** Centroid error of the faintest star, pixels. */
  readonly error?: number;
  /** Fraction of the stars in each list that are in that list only. */
  readonly unmatched?: number;
  readonly hotPixels?: number;
  readonly sameField?: boolean;
}

function simulate(seed: number, given: Case): { reference: StarList; frame: StarList } {
  const { stars, transform, error = 0.1, unmatched = 0, hotPixels = 0, sameField = true } = given;
  const random = new Random(seed);
  // Larger than the frame, so that shifted and scaled frames are full too.
  const field = Array.from({ length: 9 * stars }, () => ({
    x: (3 * random.uniform() - 1) * SIZE,
    y: (3 * random.uniform() - 1) * SIZE,
    flux: 300 * random.uniform() ** -1.25
  }));
  const hot = Array.from({ length: hotPixels }, () => randomStar(random));
  const place = (stars: typeof field, by: Affine) =>
    stars
      .map(({ x, y, flux }) => ({ ...transformPoint(by, { x, y }), flux }))
      .filter(({ x, y }) => x >= 0 && x < SIZE && y >= 0 && y < SIZE);
  const list = (placed: typeof field): StarList => {
    const common = placed.slice(0, Math.round(placed.length * (1 - unmatched)));
    const own = Array.from({ length: placed.length - common.length }, () => randomStar(random));
    const all = [
      ...[...common, ...own].map(({ x, y, flux }) => ({
        x: x + error * (300 / flux) ** 0.5 * random.normal(),
        y: y + error * (300 / flux) ** 0.5 * random.normal(),
        flux: flux * (1 + 0.05 * random.normal())
      })),
      ...hot
    ];
    return listOf(all);
  };
  const other = sameField ? field : field.map(() => ({ ...randomStar(random) }));
  return { reference: list(place(field, [1, 0, 0, 1, 0, 0])), frame: list(place(other, transform)) };
}

const listOf = (stars: readonly { x: number; y: number; flux: number }[]): StarList => ({
  x: Float64Array.from(stars, ({ x }) => x),
  y: Float64Array.from(stars, ({ y }) => y),
  flux: Float64Array.from(stars, ({ flux }) => flux),
  count: stars.length
});

const randomStar = (random: Random) => ({
  x: random.uniform() * SIZE,
  y: random.uniform() * SIZE,
  flux: 300 * random.uniform() ** -1.25
});

/** A rotation about the centre of the frame, with scale, shift and mirroring. */
function rotated(degrees: number, scale: number, shiftX: number, shiftY: number, mirror = 1): Affine {
  const cosine = scale * Math.cos((degrees * Math.PI) / 180);
  const sine = scale * Math.sin((degrees * Math.PI) / 180);
  const centre = (SIZE - 1) / 2;
  return [
    mirror * cosine,
    mirror * sine,
    -sine,
    cosine,
    centre - mirror * cosine * centre + sine * centre + shiftX,
    centre - mirror * sine * centre - cosine * centre + shiftY
  ];
}

/** Root mean square over a grid of positions in the frame, in pixels of the frame. */
function errorOf(found: Affine, truth: Affine): number {
  let squares = 0;
  for (let x = 0; x <= SIZE; x += SIZE / 8) {
    for (let y = 0; y <= SIZE; y += SIZE / 8) {
      const at = transformPoint(found, { x, y });
      const expected = transformPoint(truth, { x, y });
      squares += (at.x - expected.x) ** 2 + (at.y - expected.y) ** 2;
    }
  }
  return Math.sqrt(squares / 81);
}

/** With the largest error allowed, in pixels of the frame. */
const CASES: Record<string, Case & { readonly limit: number }> = {
  'a small drift': { stars: 1000, transform: rotated(0.1, 1, 5, -3), limit: 0.01 },
  'half the field': { stars: 1000, transform: rotated(0, 1, 1024, 0), limit: 0.03 },
  'a mirrored frame': { stars: 1000, transform: rotated(30, 1, 10, 20, -1), limit: 0.02 },
  '90 degrees': { stars: 1000, transform: rotated(90, 1, 0, 0), limit: 0.01 },
  '180 degrees': { stars: 1000, transform: rotated(180, 1, 30, -40), limit: 0.01 },
  'twice the scale': { stars: 1000, transform: rotated(10, 2, 0, 0), limit: 0.06 },
  'half the scale': { stars: 1000, transform: rotated(-10, 0.5, 0, 0), limit: 0.02 },
  'stars of which 60 % are not in the other frame': {
    stars: 1000,
    transform: rotated(1, 1, 100, 50),
    unmatched: 0.6,
    limit: 0.03
  },
  'half the field, where half of the stars are not in the other frame': {
    stars: 1000,
    transform: rotated(1, 1, 1024, 50),
    unmatched: 0.5,
    limit: 0.05
  },
  'stars among more hot pixels': {
    stars: 300,
    transform: rotated(0.1, 1, 12, 7),
    hotPixels: 400,
    limit: 0.03
  },
  'stars that move less than the pairing radius, among hot pixels': {
    stars: 300,
    transform: rotated(0, 1, 0.7, -1.5),
    hotPixels: 400,
    limit: 0.03
  },
  'a few stars': { stars: 25, transform: rotated(0.1, 1, 12, 7), limit: 0.2 },
  'bad centroids': { stars: 1000, transform: rotated(0.1, 1, 12, 7), error: 1, limit: 0.1 },
  'a crowded field': { stars: 6000, transform: rotated(0.1, 1, 12, 7), limit: 0.005 },
  'a sheared field': { stars: 1000, transform: [1.001, 0, 0, 1, 4, 5], limit: 0.01 }
};
const SEEDS = [1, 2, 3];

function aligned(reference: StarList, frame: StarList): Alignment {
  const found = matchStars(reference, frame);
  if (!found.isAligned) throw new Error(matchText(found.reason));
  return found;
}

/** Why it refuses, as data and in words. */
function refused(reference: StarList, frame: StarList): readonly [code: string, text: string] {
  const found = matchStars(reference, frame);
  if (found.isAligned) throw new Error('The frames were aligned');
  return [found.reason.code, matchText(found.reason)];
}

it.each(Object.entries(CASES))('finds the transform of %s', (_, { limit, ...given }) => {
  for (const seed of SEEDS) {
    const { reference, frame } = simulate(seed, given);
    expect(errorOf(aligned(reference, frame).transform, given.transform)).toBeLessThan(limit);
  }
});

it('takes what stands still for stars when nothing else moves', () => {
  const { reference, frame } = simulate(1, { stars: 300, transform: [1, 0, 0, 1, 0, 0], hotPixels: 100 });
  expect(errorOf(aligned(reference, frame).transform, [1, 0, 0, 1, 0, 0])).toBeLessThan(0.01);
});

it('fits a similarity unless shear is significant', () => {
  const models = [rotated(3, 1.1, 5, 6), [1.001, 0, 0, 1, 4, 5] as const].map((transform) => {
    const { reference, frame } = simulate(1, { stars: 1000, transform });
    return aligned(reference, frame).model;
  });
  expect(models).toEqual(['similarity', 'affine']);
});

it.each([25, 100, 1000])('refuses a different field of %i stars', (stars) => {
  const { reference, frame } = simulate(1, { stars, transform: [1, 0, 0, 1, 0, 0], sameField: false });
  expect(refused(reference, frame)).toEqual([
    'noMoreThanByChance',
    expect.stringMatching(/^\d+ stars, \d+ matched, no more than by chance$/)
  ]);
});

it('refuses two different clusters of stars', () => {
  // Most stars lie within 60 pixels, so that any transform puts many of them near another.
  const cluster = (seed: number): StarList => {
    const random = new Random(seed);
    const stars = Array.from({ length: 300 }, (_, i) => {
      const spread = i < 280 ? 20 : 800;
      return {
        x: 1024 + spread * random.normal(),
        y: 1024 + spread * random.normal(),
        flux: random.uniform()
      };
    });
    return listOf(stars);
  };
  expect(matchStars(cluster(1), cluster(101)).isAligned).toBe(false);
});

describe('with few stars', () => {
  const random = new Random(4);
  const stars = Array.from({ length: 7 }, (_, i) => ({ ...randomStar(random), flux: 100 - i }));
  const moved = stars.map(({ x, y, flux }) => ({ x: x + 5, y: y - 3, flux }));

  it('accepts seven that agree', () => {
    expect(aligned(listOf(stars), listOf(moved)).count).toBe(7);
  });

  it('refuses seven of which three agree', () => {
    const others = moved.map((star, i) => (i < 3 ? star : { ...randomStar(random), flux: star.flux }));
    expect(refused(listOf(stars), listOf(others))).toEqual([
      'noMoreThanByChance',
      '7 stars, 3 matched, no more than by chance'
    ]);
  });

  it('says which frame has too few', () => {
    const few = listOf(stars.slice(0, 4));
    const none = listOf([]);
    expect(refused(listOf(stars), few)).toEqual(['tooFew', '4 stars, at least 5 are needed']);
    expect(refused(listOf(stars), none)).toEqual(['tooFew', '0 stars, at least 5 are needed']);
    expect(refused(none, listOf(stars))).toEqual([
      'tooFewInReference',
      '0 stars in the reference, at least 5 are needed'
    ]);
  });

  it('skips stars without position or flux, and entries after the last star', () => {
    const list = listOf([
      ...moved,
      { x: NaN, y: 3, flux: 1 },
      { x: 5, y: 4, flux: NaN },
      { x: 0, y: 0, flux: 1e9 }
    ]);
    expect(aligned(listOf(stars), { ...list, count: 9 }).count).toBe(7);
  });
});

it('refuses stars on a line and stars at one point', () => {
  const line = listOf(Array.from({ length: 20 }, (_, i) => ({ x: i * i, y: 5, flux: i })));
  const point = listOf(Array.from({ length: 20 }, (_, i) => ({ x: 7, y: 5, flux: i })));
  expect(matchStars(line, line).isAligned).toBe(false);
  expect(matchStars(point, point).isAligned).toBe(false);
});
