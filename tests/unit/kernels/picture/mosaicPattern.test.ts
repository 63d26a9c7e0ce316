import { describe, expect, it } from 'vitest';
import { BAYER_PATTERNS, type BayerPattern } from '../../../../src/lib/domain/image/FrameDisplay';
import { mosaicPattern } from '../../../../src/lib/kernels/picture/mosaicPattern';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const [WIDTH, HEIGHT] = [61, 48];
const UPSIDE_DOWN = { RGGB: 'GBRG', GBRG: 'RGGB', GRBG: 'BGGR', BGGR: 'GRBG' } as const;

function frame(pattern: BayerPattern, levels: Readonly<Record<string, number>>) {
  const random = new Random(7);
  const data = Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const letter = pattern[2 * (Math.floor(i / WIDTH) % 2) + ((i % WIDTH) % 2)];
    return i % 97 === 0 ? NaN : levels[letter] + 5 * random.normal();
  });
  return { data, width: WIDTH, height: HEIGHT };
}

it.each(BAYER_PATTERNS)('is %s where the file says so, or the same upside down', (pattern) => {
  const image = frame(pattern, { R: 140, G: 200, B: 170 });
  expect(mosaicPattern(image, pattern)).toBe(pattern);
  expect(mosaicPattern(image, UPSIDE_DOWN[pattern])).toBe(pattern);
});

it.each([
  ['red and blue are alike', { R: 150, G: 200, B: 150 }],
  ['all are alike', { R: 150, G: 150, B: 150 }],
  ['they differ by no more than by chance', { R: 150, G: 151, B: 150.5 }]
])('is as the file says where %s', (_, levels) => {
  expect(mosaicPattern(frame('RGGB', levels), 'RGGB')).toBe('RGGB');
});

describe('where there are stars', () => {
  /** Of colours that are red, green and blue so many times as bright as in grey. */
  function stars(pattern: BayerPattern | null, tint: Readonly<Record<string, number>>, sky: number) {
    const [width, height] = [300, 240];
    const random = new Random(11);
    const image = { data: new Float32Array(width * height), width, height };
    const at = (i: number) => pattern?.[2 * (Math.floor(i / width) % 2) + ((i % width) % 2)] ?? 'G';
    const places = Array.from(
      { length: 60 },
      () => [random.uniform() * width, random.uniform() * height] as const
    );
    for (let i = 0; i < image.data.length; i++) {
      const light = places.reduce(
        (sum, [x, y]) =>
          sum + 3000 * Math.exp(-(((i % width) - x) ** 2 + (Math.floor(i / width) - y) ** 2) / 4),
        0
      );
      image.data[i] = 100 + sky + (tint[at(i)] ?? 1) * light + 5 * random.normal();
    }
    return image;
  }

  it('has no mosaic if sky and stars are alike in all pixels', () => {
    expect(mosaicPattern(stars(null, {}, 300), 'RGGB')).toBeNull();
  });

  it('has one if stars have colours, though the sky was taken away', () => {
    expect(mosaicPattern(stars('RGGB', { R: 0.7, B: 0.6 }, 0), 'RGGB')).toBe('RGGB');
  });

  it('has one if only few stars could tell', () => {
    const { data, width } = stars(null, {}, 300);
    expect(mosaicPattern({ data: data.subarray(0, 12 * width), width, height: 12 }, 'RGGB')).toBe('RGGB');
  });
});

it('is upside down too where red is the brightest', () => {
  const image = frame('RGGB', { R: 240, G: 200, B: 140 });
  expect(mosaicPattern(image, 'GBRG')).toBe('RGGB');
  expect(mosaicPattern(image, 'RGGB')).toBe('RGGB');
});

it('is as the file says where the amplifiers of the green pixels differ', () => {
  const image = frame('RGGB', { R: 150, G: 200, B: 150 });
  for (let i = 0; i < image.data.length; i++) if (Math.floor(i / WIDTH) % 2 === 0) image.data[i]! *= 1.05;
  expect(mosaicPattern(image, 'RGGB')).toBe('RGGB');
});
