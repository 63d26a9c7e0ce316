import { describe, expect, it } from 'vitest';
import type { Image } from '../../../../src/lib/domain/image/Image';
import { clippingLevel } from '../../../../src/lib/kernels/sky/clippingLevel';
import { plainPixelScan } from '../../../../src/lib/kernels/sky/PixelScan';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const SIDE = 160;

interface Camera {
  readonly seed: number;
  /** Of the brightest star; the others are fainter by a third each. */
  readonly peak: number;
  readonly full?: number;
  readonly step?: number;
  readonly sky?: number;
  readonly fwhm?: number;
}

/** A few stars on a sky with the noise of its photons, in whole numbers as a converter gives them. */
function expose({ seed, peak, full = Infinity, step = 1, sky = 300, fwhm = 3.5 }: Camera): Image {
  const random = new Random(seed);
  const light = new Float64Array(SIDE * SIDE).fill(sky);
  const sigma = fwhm / 2.3548;
  for (let star = 0; star < 12; star++) {
    const [x0, y0] = [20 + 120 * random.uniform(), 20 + 120 * random.uniform()];
    for (let i = 0; i < light.length; i++) {
      const square = ((i % SIDE) - x0) ** 2 + (Math.floor(i / SIDE) - y0) ** 2;
      if (square < 900) light[i] += peak * 0.67 ** star * Math.exp(-square / (2 * sigma ** 2));
    }
  }
  const data = Float32Array.from(light, (value) =>
    Math.min(full, step * Math.round((value + Math.sqrt(value) * random.normal()) / step))
  );
  return { data, width: SIDE, height: SIDE };
}

const found = (image: Image) => clippingLevel(image, plainPixelScan(image));
const mapped = ({ data, ...size }: Image, change: (value: number, i: number) => number): Image => ({
  data: data.map(change),
  ...size
});

const SEEDS = Array.from({ length: 25 }, (_, seed) => seed);

describe('a camera that cuts stars off', () => {
  it.each([
    ['12 bits', { full: 4095, peak: 9000 }, 'converter'],
    ['12 bits in the upper ones of 16', { full: 65_520, step: 16, peak: 150_000 }, 'converter'],
    ['14 bits in the upper ones of 16', { full: 65_532, step: 4, peak: 150_000 }, 'converter'],
    ['16 bits', { full: 65_535, peak: 150_000 }, 'converter'],
    ['a full well below the largest number', { full: 51_234, peak: 150_000 }, 'pileUp']
  ] as const)('is found: %s', (_, camera, evidence) => {
    for (const seed of SEEDS)
      expect(found(expose({ seed, ...camera }))).toEqual({ level: camera.full, evidence });
  });

  it('is found after a bias was taken off', () => {
    for (const seed of SEEDS) {
      const image = mapped(expose({ seed, full: 65_535, peak: 150_000, sky: 1300 }), (value) => value - 1012);
      expect(found(image)).toEqual({ level: 64_523, evidence: 'pileUp' });
    }
  });

  it('is found as a plateau where a flat field made its values unlike each other', () => {
    for (const seed of SEEDS) {
      const image = mapped(
        expose({ seed, full: 65_535, peak: 150_000 }),
        (value, i) => value / (1 + 0.001 * Math.sin(i))
      );
      const clipped = found(image);
      expect(clipped?.evidence).toBe('plateau');
      expect(clipped?.level).toBeGreaterThan(60_000);
      expect(clipped?.level).toBeLessThan(65_535 / 1.001);
    }
  });
});

describe('nothing is found', () => {
  it.each([
    ['in stars that are whole', { peak: 30_000 }],
    ['in stars that are whole, of a camera with steps', { peak: 30_000, step: 16 }],
    ['in broad stars', { peak: 30_000, fwhm: 20 }],
    ['in noise alone', { peak: 0 }],
    ['in noise alone, of a camera with steps', { peak: 0, step: 16 }],
    ['in faint stars', { peak: 60 }]
  ] as const)('%s', (_, camera) => {
    const wrong = SEEDS.filter((seed) => found(expose({ seed, ...camera })) !== null);
    expect(wrong).toEqual([]);
  });

  it('in a bright and even sky of real numbers', () => {
    const image = mapped(expose({ seed: 1, peak: 0, sky: 20_000 }), (value, i) => value + 0.1 * Math.sin(i));
    expect(found(image)).toBeNull();
  });

  it('in an image of one value, or without values', () => {
    expect(found({ data: new Float32Array(100).fill(700), width: 10, height: 10 })).toBeNull();
    expect(found({ data: new Float32Array(100).fill(NaN), width: 10, height: 10 })).toBeNull();
  });
});
