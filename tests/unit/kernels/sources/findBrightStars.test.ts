import { describe, expect, it } from 'vitest';
import type { Image } from '../../../../src/lib/domain/image/Image';
import { background } from '../../../../src/lib/kernels/sky/background';
import { findBrightStars } from '../../../../src/lib/kernels/sources/findBrightStars';
import { Random } from '../../../../src/lib/kernels/simulation/Random';
import { starFluxRatio } from '../../../../src/lib/kernels/alignment/starFluxRatio';
import { skyText } from '../../../../src/lib/domain/measurement/sentences';
import { starsAndSky } from '../../../../src/lib/kernels/alignment/starsAndSky';

const SIDE = 512;
const [SKY, NOISE, LIMIT] = [300, 10, 30_000];
const FWHM_PER_SIGMA = Math.sqrt(8 * Math.LN2);

interface Star {
  readonly x: number;
  readonly y: number;
  readonly peak: number;
}

/** Stars on a jittered grid, so that none is within 25 pixels of another. */
function field(count: number, seed = 1): Star[] {
  const random = new Random(seed);
  const columns = Math.ceil(Math.sqrt(count));
  const pitch = (SIDE - 60) / columns;
  return Array.from({ length: count }, (_, i) => ({
    x: 30 + pitch * ((i % columns) + 0.5) + 5 * (random.uniform() - 0.5),
    y: 30 + pitch * (Math.floor(i / columns) + 0.5) + 5 * (random.uniform() - 0.5),
    peak: 150 * 100 ** random.uniform()
  }));
}

function expose(stars: readonly Star[], seed: number, sigma = 1.6, dim = 1): Image {
  const random = new Random(seed);
  const data = Float32Array.from(
    { length: SIDE * SIDE },
    (_, i) => SKY + 0.05 * (i % SIDE) + NOISE * random.normal()
  );
  for (const { x, y, peak } of stars)
    for (let row = Math.max(0, Math.ceil(y - 12)); row < Math.min(SIDE, y + 12); row++)
      for (let column = Math.max(0, Math.ceil(x - 12)); column < Math.min(SIDE, x + 12); column++)
        data[row * SIDE + column] +=
          dim * peak * Math.exp(-((column - x) ** 2 + (row - y) ** 2) / (2 * sigma ** 2));
  return { data, width: SIDE, height: SIDE };
}

const find = (image: Image) => findBrightStars(image, background(image, { step: 3 }), LIMIT);

/** The distance of each star found to the nearest true one. */
const errorsOf = ({ count, x, y }: ReturnType<typeof find>, stars: readonly Star[]): number[] =>
  Array.from({ length: count }, (_, i) =>
    Math.min(...stars.map((star) => Math.hypot(star.x - x[i], star.y - y[i])))
  );

describe('bright stars', () => {
  const stars = field(225);

  it.each([0.9, 1.6, 3.5])(
    'with a sigma of %s pixels are found in the right place, and only once',
    (sigma) => {
      const found = find(expose(stars, 2, sigma));
      expect(found.count).toBeGreaterThan(0.97 * stars.length);
      expect(found.count).toBeLessThanOrEqual(stars.length);
      expect(Math.max(...errorsOf(found, stars))).toBeLessThan(0.12 * sigma);
      expect(found.fwhm / (sigma * FWHM_PER_SIGMA)).toBeCloseTo(1, 1.3);
    }
  );

  it('are told from hot pixels, cosmic rays, a trail, a saturated star and a blank column', () => {
    const image = expose(stars, 3);
    const { data } = image;
    const random = new Random(4);
    for (let hit = 0; hit < 200; hit++) {
      const i = SIDE + Math.floor(random.uniform() * (SIDE * SIDE - 9 * SIDE));
      for (let k = 0; k < 1 + (hit % 4); k++) data[i + k * (hit % 8 < 4 ? SIDE : SIDE + 1)] += 3000;
    }
    for (let x = 0; x < SIDE; x++)
      for (let y = -5; y <= 5; y++) data[(40 + y) * SIDE + x] += 2000 * Math.exp(-(y * y) / 5);
    const blank = Math.round(stars[40].x);
    for (let y = 0; y < SIDE; y++) data[y * SIDE + blank] = NaN;
    const full: Star = { x: 241.5, y: 241, peak: 36_000 };
    for (let y = -20; y <= 20; y++)
      for (let x = -20; x <= 20; x++)
        data[(full.y + y) * SIDE + 241 + x] = Math.min(
          LIMIT,
          data[(full.y + y) * SIDE + 241 + x] + full.peak * Math.exp(-((x - 0.5) ** 2 + y * y) / 5)
        );
    const found = find(image);
    const wrong = errorsOf(found, stars).filter((error) => error > 0.5).length;
    expect(found.count).toBeGreaterThan(0.75 * stars.length);
    expect(wrong).toBeLessThanOrEqual(2);
    expect(Array.from(found.x).some((x) => Math.abs(x - blank) < 6)).toBe(false);
    expect(Array.from(found.x).some((x, i) => Math.hypot(x - full.x, found.y[i] - full.y) < 9)).toBe(false);
  });

  it('are not found where there are none', () => {
    expect(find(expose([], 5))).toMatchObject({ count: 0, fwhm: NaN });
    const tiny = { data: new Float32Array(4).fill(1), width: 2, height: 2 };
    expect(find(tiny).count).toBe(0);
  });
});

describe('stars and sky of a frame', () => {
  const measured = (stars: readonly Star[], seed: number, sigma: number, dim: number) => {
    const found = starsAndSky(expose(stars, seed, sigma, dim), LIMIT);
    if ('refusal' in found) throw new Error(skyText(found.refusal));
    return found;
  };

  // With 64 stars all sources are detected, with 225 only the bright ones: the fluxes must agree.
  it.each([
    [225, 225],
    [64, 64],
    [225, 64]
  ])('give its brightness whatever the seeing, from %i and %i stars', (first, second) => {
    const stars = field(64);
    const more = field(225).filter((one) =>
      stars.every((star) => Math.hypot(one.x - star.x, one.y - star.y) > 20)
    );
    const all = [...stars, ...more];
    const [reference, frame] = [
      measured(first > 100 ? all : stars, 6, 1.6, 1),
      measured(second > 100 ? all : stars, 7, 2, 0.5)
    ];
    expect([reference.stars.count > 100, frame.stars.count > 100]).toEqual([first > 100, second > 100]);
    // Wider stars with the same peaks have more light.
    const expected = 1.6 ** 2 / (0.5 * 2 ** 2);
    const ratio = starFluxRatio(reference.stars, frame.stars, [1, 0, 0, 1, 0, 0])!;
    expect(ratio.value / expected).toBeGreaterThan(0.9993);
    expect(ratio.value / expected).toBeLessThan(1.0007);
  });

  it('count blank pixels, and those with the highest value', () => {
    const image = expose(field(225), 8);
    image.data.set([NaN, Infinity, -Infinity, 40_000, 40_000], 1000);
    expect(starsAndSky(image, null)).toMatchObject({ blank: 3, highest: 40_000, atHighest: 2 });
    image.data.fill(7, 0, SIDE * SIDE * 0.6);
    image.data.forEach((value, i) => value > 7 && (image.data[i] = 6));
    const refusal = { code: 'halfAtHighest', parameters: { highest: 7 } } as const;
    expect(starsAndSky(image, null)).toEqual({ refusal });
    expect(skyText(refusal)).toMatch(/highest value, 7/);
  });
});
