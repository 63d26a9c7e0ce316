import type { BayerPattern } from '../../domain/image/FrameDisplay';
import type { Image } from '../../domain/image/Image';
import { shiftedPattern } from '../../domain/image/shiftedPattern';
import {
  MOSAIC_BANDS as BANDS,
  mosaicSquares,
  squareSky as skyOf,
  type SquareSky as Sky
} from './mosaicSquares';

/** Two sets of green pixels see the same light: other sets of pixels differ by so many times more. */
const RATIO = 4;
/** Squares of four pixels that are looked at, at most. */
const MAX_SQUARES = 250_000;
/** Standard errors of the levels: less is no difference. */
const SURE = 10;
/** A square holds light of a star from so many standard deviations of the sky on. */
const BRIGHT = 8;
/** Of the light of a square: more of it in one pixel is a hot pixel or a cosmic ray. */
const MAX_SHARE = 0.8;
/** All stars together differ less than that between sets of pixels that see the same light, and more between colours. */
const SAME_LIGHT = 0.05;

/**
 * The Bayer pattern of a frame that is said to have one: that; the same upside down where the pixels say so; or null if
 * sky and stars are equally bright in all four sets of pixels, so that it has no mosaic. Files whose rows are stored from
 * the bottom up often name the pattern as it was on the camera, and pictures that were made grey or binned often keep the
 * card. Green pixels, which see the same light, are on one diagonal of the pattern.
 */
export function mosaicPattern(image: Image, said: BayerPattern): BayerPattern | null {
  const squares = mosaicSquares(image, MAX_SQUARES);
  const sky = squares.map(skyOf);
  if (isUpsideDown(sky, said)) return shiftedPattern(said, 0, 1);
  return haveSameSky(sky) && haveSameStars(squares, sky) ? null : said;
}

function isUpsideDown(sky: readonly Sky[], said: BayerPattern): boolean {
  const ofLetter = (isGreen: boolean) => sky.filter((_, place) => (said[place] === 'G') === isGreen);
  const [green, other] = [ofLetter(true), ofLetter(false)];
  const apart = ([a, b]: readonly Sky[]): number => Math.abs(a!.level - b!.level);
  const error = Math.hypot(...sky.map((set) => set.error));
  return (
    apart(green) > SURE * error &&
    apart(green) > RATIO * apart(other) &&
    // Else two green pixels of unlike amplifiers would do, where red and blue are alike and fainter.
    Math.max(...other.map(({ level }) => level)) > Math.min(...green.map(({ level }) => level))
  );
}

function haveSameSky(sky: readonly Sky[]): boolean {
  const levels = sky.map(({ level }) => level);
  const spread = Math.max(...levels) - Math.min(...levels);
  const [error, sigma] = [
    Math.hypot(...sky.map((set) => set.error)),
    Math.max(...sky.map((set) => set.sigma))
  ];
  return spread <= Math.max(SURE * error, sigma / 20);
}

/** Whether the stars are surely of the same brightness in all sets; false where there is too little light to tell. */
function haveSameStars(squares: readonly Float32Array[], sky: readonly Sky[]): boolean {
  const threshold = BRIGHT * Math.hypot(...sky.map(({ sigma }) => sigma));
  const light = [0, 0, 0, 0];
  const squaredDifferences = [0, 0, 0, 0];
  const count = squares[0]!.length;
  for (let band = 0; band < BANDS; band++) {
    const range = [Math.floor((band * count) / BANDS), Math.floor(((band + 1) * count) / BANDS)] as const;
    const ofBand = starLight(squares, sky, threshold, range);
    const mean = ofBand.reduce((total, value) => total + value, 0) / 4;
    ofBand.forEach((value, place) => {
      light[place]! += value;
      squaredDifferences[place]! += (value - mean) ** 2;
    });
  }
  const mean = light.reduce((total, value) => total + value, 0) / 4;
  return light.every(
    (sum, place) =>
      Math.abs(sum / mean - 1) < SAME_LIGHT && Math.sqrt(squaredDifferences[place]!) / mean < SAME_LIGHT / 2
  );
}

function starLight(
  squares: readonly Float32Array[],
  sky: readonly Sky[],
  threshold: number,
  [from, to]: readonly [number, number]
): readonly number[] {
  const light = [0, 0, 0, 0];
  const excess = [0, 0, 0, 0];
  for (let i = from; i < to; i++) {
    for (let place = 0; place < 4; place++) excess[place] = squares[place]![i]! - sky[place]!.level;
    const sum = excess[0]! + excess[1]! + excess[2]! + excess[3]!;
    if (!(sum > threshold) || Math.max(...excess) > MAX_SHARE * sum) continue;
    for (let place = 0; place < 4; place++) light[place]! += excess[place]!;
  }
  return light;
}
