import { expect, it } from 'vitest';
import { BAYER_PATTERNS } from '../../../../src/lib/domain/image/FrameDisplay';
import { hasMosaicLevels } from '../../../../src/lib/kernels/picture/hasMosaicLevels';
import { Random } from '../../../../src/lib/kernels/simulation/Random';
import { simulateSky } from '../../../../src/lib/kernels/simulation/simulateSky';

const [WIDTH, HEIGHT] = [90, 64];

/** @param levels of the four pixels of each square */
function sky(levels: readonly number[], seed = 1) {
  const random = new Random(seed);
  const data = Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const place = 2 * (Math.floor(i / WIDTH) % 2) + ((i % WIDTH) % 2);
    return i % 97 === 0 ? NaN : Math.round(levels[place]! + 10 * random.normal());
  });
  return { data, width: WIDTH, height: HEIGHT };
}

it.each(BAYER_PATTERNS)('sees the colours of %s', (pattern) => {
  const light: Readonly<Record<string, number>> = { R: 1085, G: 1100, B: 1092 };
  expect(hasMosaicLevels(sky([...pattern].map((letter) => light[letter]!)))).toBe(true);
});

it.each([
  ['all pixels are alike', [1100, 1100, 1100, 1100]],
  ['two amplifiers read the columns', [1100, 1120, 1100, 1120]],
  ['two amplifiers read the rows', [1100, 1100, 1120, 1120]],
  ['one of four amplifiers differs', [1100, 1100, 1100, 1120]],
  ['four amplifiers differ', [1100, 1108, 1116, 1131]],
  ['differences are small beside the noise', [1099, 1100, 1100, 1101]]
])('sees none where %s', (_, levels) => {
  for (let seed = 1; seed <= 20; seed++) expect(hasMosaicLevels(sky(levels, seed))).toBe(false);
});

it('sees none in frames with stars of a camera without colours', () => {
  const frames = simulateSky({ seed: 3, frames: 4, width: 160, height: 120, stars: 200 });
  for (let f = 0; f < 4; f++) expect(hasMosaicLevels(frames.frame(f).image)).toBe(false);
});
