import { describe, expect, test } from 'vitest';
import type { Image } from '../../../../src/lib/domain/image/Image';
import type { SourceCatalogue } from '../../../../src/lib/domain/measurement/SourceCatalogue';
import { SOURCE_QUALITY } from '../../../../src/lib/domain/measurement/sourceQuality';
import { background } from '../../../../src/lib/kernels/sky/background';
import { detectSources, type DetectionOptions } from '../../../../src/lib/kernels/sources/detectSources';
import { Random } from '../../../../src/lib/kernels/simulation/Random';
import { simulateSky } from '../../../../src/lib/kernels/simulation/simulateSky';

const SIDE = 512;
const STARS = 300;
/** As in `simulateSky`: electrons from a star of magnitude 0, and noise of sky and read-out in a pixel. */
const ZERO_POINT = 10 ** (0.4 * 25.5);
const SKY_NOISE = Math.sqrt(400 + 64);
/** Area of an aperture of radius 6, pixels. */
const APERTURE = Math.PI * 36;
/** Width of the simulated profile, pixels. */
const FWHM = 3.4;

const detect = (image: Image, options?: DetectionOptions) => detectSources(image, background(image), options);

/** A frame whose cosmic rays are straight tracks of up to a dozen pixels. */
function simulated(seed: number) {
  const sky = simulateSky({ seed, frames: 1, width: SIDE, height: SIDE, stars: STARS });
  const { image } = sky.frame(0);
  const random = new Random(seed, 99);
  const hits: { x: number; y: number }[] = [...sky.hotPixels];
  for (let ray = 0; ray < 30; ray++) {
    const [x0, y0, angle] = [SIDE * random.uniform(), SIDE * random.uniform(), Math.PI * random.uniform()];
    const height = 10 ** (2.5 + 1.5 * random.uniform());
    const length = 1 - 4 * Math.log(1 - random.uniform());
    const track = new Set<number>();
    for (let t = 0; t < length; t += 0.7) {
      const [x, y] = [Math.floor(x0 + t * Math.cos(angle)), Math.floor(y0 + t * Math.sin(angle))];
      if (x >= 0 && x < SIDE && y >= 0 && y < SIDE) track.add(y * SIDE + x);
    }
    for (const i of track) {
      image.data[i] = Math.min(65_535, image.data[i] + height);
      hits.push({ x: i % SIDE, y: Math.floor(i / SIDE) });
    }
  }
  return { image, stars: sky.stars, hits };
}

const nearest = (points: readonly { x: number; y: number }[], x: number, y: number): number =>
  points.reduce((min, point) => Math.min(min, Math.hypot(point.x - x, point.y - y)), Infinity);

const positions = ({ count, x, y }: SourceCatalogue) =>
  Array.from({ length: count }, (_, i) => ({ x: x[i], y: y[i] }));

/** The Cramer-Rao bound on the error of a coordinate of a star, pixels. */
function minError(electrons: number): number {
  const alphaSquared = (FWHM / 2) ** 2 / (2 ** (1 / 3) - 1);
  const light = (x: number, y: number): number =>
    ((2 * electrons) / (Math.PI * alphaSquared)) * (1 + (x * x + y * y) / alphaSquared) ** -3;
  let information = 0;
  for (let y = -20; y <= 20; y++) {
    for (let x = -20; x <= 20; x++) {
      const slope = (light(x + 0.01, y) - light(x - 0.01, y)) / 0.02;
      information += slope ** 2 / (light(x, y) + SKY_NOISE ** 2);
    }
  }
  return 1 / Math.sqrt(information);
}

describe('on simulated frames with hot pixels and cosmic rays', () => {
  const frames = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
    const { image, stars, hits } = simulated(seed);
    const { sources, ...detection } = detect(image, { saturation: 65_000 });
    const found = positions(sources);
    const truth = stars
      .filter(({ x, y }) => x > 8 && y > 8 && x < SIDE - 9 && y < SIDE - 9)
      .map(({ x, y, magnitude }) => {
        const electrons = ZERO_POINT * 10 ** (-0.4 * magnitude);
        return {
          x,
          y,
          electrons,
          signalToNoise: electrons / Math.sqrt(electrons + APERTURE * SKY_NOISE ** 2),
          isIsolated: stars.every(
            (star) => (star.x === x && star.y === y) || Math.hypot(star.x - x, star.y - y) > 12
          )
        };
      });
    return { sources, detection, found, truth, stars, hits };
  });

  test('finds the stars above a signal-to-noise ratio of 10, except those too close together', () => {
    const bright = frames.flatMap(({ truth, found }) =>
      truth
        .filter(({ signalToNoise, isIsolated }) => signalToNoise > 10 && isIsolated)
        .map(({ x, y }) => nearest(found, x, y))
    );
    expect(bright.length).toBeGreaterThan(300);
    expect(bright.filter((distance) => distance > 1).length).toBeLessThanOrEqual(0.005 * bright.length);
  });

  test('takes no hot pixel and no cosmic ray for a star', () => {
    const falseStars = frames.flatMap(({ found, stars }) =>
      found.filter(({ x, y }) => nearest(stars, x, y) > 4)
    );
    expect(falseStars).toEqual([]);
    for (const { detection } of frames) {
      expect(detection.hotPixels + detection.cosmicRays).toBeGreaterThanOrEqual(35);
      expect(detection.hotPixels + detection.cosmicRays).toBeLessThanOrEqual(12 + 30 + 4);
    }
  });

  test('centres bright stars nearly as well as photon noise allows', () => {
    const errors = frames
      .flatMap(({ truth, found }) =>
        truth
          .filter(({ signalToNoise, isIsolated }) => signalToNoise > 50 && isIsolated)
          .map(({ x, y, electrons }) => nearest(found, x, y) / minError(electrons))
      )
      .sort((a, b) => a - b);
    expect(errors.length).toBeGreaterThan(50);
    // Median distance from the origin for coordinates with a standard deviation of 1.
    const median = Math.sqrt(2 * Math.LN2);
    expect(errors[errors.length >> 1] / median).toBeLessThan(1.15);
  });

  test('measures how wide stars are', () => {
    for (const { detection } of frames) expect(Math.abs(detection.fwhm / FWHM - 1)).toBeLessThan(0.05);
  });

  test('lists the brightest first', () => {
    for (const { sources } of frames) {
      expect([...sources.flux]).toEqual([...sources.flux].sort((a, b) => b - a));
      expect(sources.flux).toHaveLength(sources.count);
    }
  });
});

/** One star on a sky with noise. */
function starAt(x: number, y: number, peak = 5000, [sigmaX, sigmaY] = [1.5, 1.5]): Image {
  const [width, height] = [101, 97];
  const random = new Random(7);
  const data = Float32Array.from({ length: width * height }, (_, i) => {
    const square = (((i % width) - x) / sigmaX) ** 2 + ((Math.floor(i / width) - y) / sigmaY) ** 2;
    return 200 + 10 * random.normal() + peak * Math.exp(-square / 2);
  });
  return { data, width, height };
}

describe('one star', () => {
  test('has the right position, shape, flux and peak', () => {
    const { sources, fwhm } = detect(starAt(40.3, 60.8, 5000, [2.4, 1.6]));
    expect(sources.count).toBe(1);
    expect(sources.x[0]).toBeCloseTo(40.3, 1.7);
    expect(sources.y[0]).toBeCloseTo(60.8, 1.7);
    expect(sources.xBarycentre[0]).toBeCloseTo(40.3, 1.5);
    expect(sources.yBarycentre[0]).toBeCloseTo(60.8, 1.5);
    // The filter widens each axis by half a square pixel, and the threshold cuts off the wings.
    expect(sources.a[0] / sources.b[0]).toBeCloseTo(Math.sqrt((2.4 ** 2 + 0.5) / (1.6 ** 2 + 0.5)), 1);
    expect(sources.theta[0]).toBeCloseTo(0, 1);
    expect(sources.flux[0] / (2 * Math.PI * 2.4 * 1.6 * 5000)).toBeCloseTo(1, 1.5);
    expect(sources.peak[0]).toBeGreaterThan(4500);
    expect(sources.quality[0]).toBe(0);
    expect(fwhm).toBeCloseTo(2.3548 * Math.sqrt((2.4 ** 2 + 1.6 ** 2) / 2), 0);
    expect(sources.fwhm[0]).toBeCloseTo(fwhm, 1);
  });

  test('shifts along with the image', () => {
    const here = detect(starAt(40.3, 60.8)).sources;
    const there = detect(starAt(47.3, 55.8)).sources;
    expect(there.x[0] - here.x[0]).toBeCloseTo(7, 1.5);
    expect(there.y[0] - here.y[0]).toBeCloseTo(-5, 1.5);
  });

  test('is mirrored with the image', () => {
    const image = starAt(40.3, 60.8, 5000, [2, 1.4]);
    const here = detect(image).sources;
    const there = detect({ ...image, data: image.data.slice().reverse() }).sources;
    expect(there.x[0]).toBeCloseTo(100 - here.x[0], 3);
    expect(there.y[0]).toBeCloseTo(96 - here.y[0], 3);
    expect(there.flux[0] / here.flux[0]).toBeCloseTo(1, 3);
    expect(there.theta[0]).toBeCloseTo(here.theta[0], 3);
  });
});

describe('close stars', () => {
  const pair = (distance: number, ratio: number) => {
    const [bright, faint] = [starAt(40, 60, 8000), starAt(40 + distance, 60, 8000 / ratio)];
    return { ...bright, data: bright.data.map((value, i) => value + faint.data[i] - 200) };
  };

  test.each([
    [5, 3],
    [6.5, 20]
  ])(
    'are separated at %s pixels, one %s times as bright, although there is only one peak',
    (distance, ratio) => {
      const { sources } = detect(pair(distance, ratio));
      expect(sources.count).toBe(2);
      expect(Math.abs(sources.xBarycentre[1] - 40 - distance)).toBeLessThan(0.5);
      expect(Math.abs(sources.x[1] - 40 - distance)).toBeLessThan(0.2);
    }
  );

  const empty = starAt(0, 0, 0);
  /** Nine stars, each with a companion whose offset and relative brightness `companionOf` gives. */
  const field = (companionOf: (star: number) => { dx: number; dy: number; fraction: number }) =>
    Array.from({ length: 9 }, (_, i) => {
      const { dx, dy, fraction } = companionOf(i);
      const [x, y] = [20 + 30 * (i % 3) + i / 9, 18 + 30 * Math.floor(i / 3) - i / 7];
      return [starAt(x, y, 6000), starAt(x + dx, y + dy, 6000 * fraction)];
    })
      .flat()
      .reduce(
        (sum, { data }) => ({ ...sum, data: sum.data.map((value, i) => value + data[i] - empty.data[i]) }),
        empty
      );

  test.each([
    [3.1, 4],
    [4.4, 14]
  ])('are found without a peak, %s pixels from one %s times as bright', (distance, ratio) => {
    const { sources } = detect(field((i) => ({ dx: -distance, dy: 0, fraction: i === 4 ? 1 / ratio : 0 })));
    expect(sources.count).toBe(10);
    const [x, y] = [50 + 4 / 9, 48 - 4 / 7];
    expect(Math.hypot(sources.x[9] - x + distance, sources.y[9] - y)).toBeLessThan(0.7);
    expect(sources.flux[0] / sources.flux[9]).toBeGreaterThan(ratio / 2);
    expect(sources.quality.filter((bits) => bits & SOURCE_QUALITY.blended)).toHaveLength(2);
  });

  test('are found in the right place in the wings of one two hundred times as bright', () => {
    const wing = (x: number, y: number) => 200_000 * (1 + (x * x + y * y) / 12) ** -3.5;
    const image = field((i) => ({ dx: 8, dy: 9, fraction: i === 4 ? 0.15 : 0 }));
    const [x, y] = [50 + 4 / 9, 48 - 4 / 7];
    image.data.forEach((_, i) => {
      image.data[i] += wing((i % image.width) - x, Math.floor(i / image.width) - y);
    });
    const { sources } = detect(image);
    expect(sources.count).toBe(10);
    const faint = sources.xBarycentre.findIndex((each) => Math.abs(each - x - 8) < 2);
    expect(Math.hypot(sources.x[faint] - x - 8, sources.y[faint] - y - 9)).toBeLessThan(0.3);
    expect(Math.hypot(sources.xBarycentre[faint] - x - 8, sources.yBarycentre[faint] - y - 9)).toBeLessThan(
      0.6
    );
  });

  test('are not found where all stars are asymmetric', () => {
    expect(detect(field(() => ({ dx: 3.5, dy: 1, fraction: 0.12 }))).sources.count).toBe(9);
  });

  test('are not found in one that is saturated, flat-topped or very wide', () => {
    for (const seed of [0, 1, 2, 3]) expect(detect(starAt(40 + seed / 3, 60, 40_000)).sources.count).toBe(1);
    const flat = starAt(40, 60, 90_000, [4, 4]);
    flat.data.forEach((value, i) => (flat.data[i] = Math.min(value, 30_000)));
    const small = starAt(70, 20, 3000);
    const data = flat.data.map((value, i) => value + small.data[i] - 200);
    expect(detect({ ...flat, data }).sources.count).toBe(2);
    expect(detect({ ...flat, data }, { saturation: 30_000 }).sources.count).toBe(2);
  });
});

test('a trail is not a source, and hides no star', () => {
  for (const [seed, slope] of [
    [1, 0.31],
    [2, 3]
  ] as const) {
    const { image, stars } = simulated(seed);
    const withTrail = { ...image, data: image.data.slice() };
    const random = new Random(seed, 5);
    const offset = (x: number, y: number) => (y - 256 - slope * (x - 256)) / Math.hypot(1, slope);
    for (let i = 0; i < image.data.length; i++) {
      const electrons = 600 * Math.exp(-((offset(i % SIDE, Math.floor(i / SIDE)) / 1.5) ** 2) / 2);
      withTrail.data[i] += (electrons + Math.sqrt(electrons) * random.normal()) / 1.5;
    }
    const [without, found] = [image, withTrail].map((each) => detect(each, { saturation: 65_000 }));
    expect([without.trails, found.trails]).toEqual([0, 1]);
    const detected = positions(found.sources);
    const near = positions(without.sources)
      .map((position, i) => ({ ...position, flux: without.sources.flux[i] }))
      .filter(({ x, y, flux }) => Math.abs(offset(x, y)) < 15 && flux > 1500);
    expect(near.length).toBeGreaterThan(2);
    for (const { x, y } of near) expect(nearest(detected, x, y)).toBeLessThan(0.5);
    expect(detected.filter(({ x, y }) => nearest(stars, x, y) > 3)).toEqual([]);
    const { pixels, values, quality } = found.replaced;
    const light = pixels
      .filter((_, k) => quality[k] === SOURCE_QUALITY.blended)
      .reduce((sum, pixel, k) => sum + withTrail.data[pixel] - values[k], 0);
    const length = SIDE * Math.hypot(1, Math.min(slope, 1 / slope));
    expect(light / (length * 400 * 1.5 * Math.sqrt(2 * Math.PI))).toBeCloseTo(1, 1);
  }
});

describe('flags', () => {
  const qualityOf = (image: Image, options?: DetectionOptions) => detect(image, options).sources.quality[0];

  test('a saturated star', () => {
    expect(qualityOf(starAt(40, 60), { saturation: 5000 })! & SOURCE_QUALITY.saturated).toBeTruthy();
    expect(qualityOf(starAt(40, 60), { saturation: 6000 })).toBe(0);
  });

  test('a star at the edge', () => {
    for (const [x, y] of [
      [1, 50],
      [99.5, 50],
      [50, 0.5],
      [50, 95]
    ] as const) {
      expect(qualityOf(starAt(x, y))! & SOURCE_QUALITY.edge).toBeTruthy();
    }
  });

  test('a star next to a blank pixel', () => {
    const image = starAt(40, 60);
    image.data[61 * image.width + 42] = NaN;
    expect(qualityOf(image)! & SOURCE_QUALITY.blank).toBeTruthy();
  });

  test('two blended stars', () => {
    const image = starAt(40, 60);
    const other = starAt(46, 60);
    const data = image.data.map((value, i) => value + other.data[i] - 200);
    const { sources } = detect({ ...image, data });
    expect([...sources.quality]).toEqual([SOURCE_QUALITY.blended, SOURCE_QUALITY.blended]);
  });

  test('a star hit by a hot pixel or a cosmic ray, and measures it without these', () => {
    const image = starAt(40.3, 60.8);
    image.data[58 * image.width + 43] += 4000;
    const { sources, hotPixels, cosmicRays } = detect(image);
    expect([sources.count, hotPixels, cosmicRays]).toEqual([1, 1, 0]);
    expect(sources.quality[0]).toBe(SOURCE_QUALITY.hotPixel);
    expect(sources.x[0]).toBeCloseTo(40.3, 1.3);
    expect(sources.y[0]).toBeCloseTo(60.8, 1.3);
    for (let t = -3; t < 3; t++) image.data[(57 + t) * image.width + 43 + t] += 3000;
    const struck = detect(image);
    expect([struck.sources.count, struck.cosmicRays]).toEqual([1, 1]);
    expect(struck.sources.quality[0] & SOURCE_QUALITY.cosmicRay).toBeTruthy();
  });
});

test('finds none in a blank or constant image, or one with only hot pixels', () => {
  for (const value of [NaN, 5]) {
    const { sources, fwhm } = detect({ data: new Float32Array(900).fill(value), width: 30, height: 30 });
    expect([sources.count, fwhm]).toEqual([0, NaN]);
  }
  const dark = starAt(0, 0, 0);
  for (let i = 500; i < dark.data.length; i += 977) dark.data[i] += 3000;
  expect(detect(dark).sources.count).toBe(0);
});

test('copes with a footprint as large as the image', () => {
  const image = starAt(50, 50, 0);
  image.data.fill(1e5, 3000, 6000);
  expect(detect(image).sources.count).toBeLessThan(5);
});

test('refuses options that make no sense', () => {
  const image = starAt(40, 60);
  for (const options of [{ threshold: 0 }, { threshold: NaN }, { minPixels: 0 }, { deblendLevels: 128 }]) {
    expect(() => detect(image, options)).toThrow(RangeError);
  }
});
