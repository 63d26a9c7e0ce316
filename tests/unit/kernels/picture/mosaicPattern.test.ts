import { expect, it } from 'vitest';
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
