import type { Image } from '../../domain/image/Image';
import { mosaicSquares, squareSky } from './mosaicSquares';

/** Squares of four pixels that are looked at, at most: every frame that names no mosaic is. */
const MAX_SQUARES = 10_000;
/** So many tell that most frames have no mosaic: their levels differ by less than half of what those of one do. */
const FEW_SQUARES = 2500;
/** Standard errors of the levels: less is no difference. */
const SURE = 10;
/** Of the noise of a pixel: the sky of colours differs by more, that of amplifiers hardly ever. */
const MIN_SPREAD = 0.25;
/** The pixels that see the same light differ by a smaller part of the whole spread, and all others by a larger one. */
const ALIKE = 0.2;
const UNLIKE = 0.125;

/**
 * Whether the sky of a frame has levels as the mosaic of a colour camera gives them: the same in the green pixels, which
 * are on one diagonal of every square of four, and others in the red and in the blue ones. Columns or rows that two
 * amplifiers read have two levels, and never alike on a diagonal.
 */
export function hasMosaicLevels(image: Image): boolean {
  if (image.width < 16 || image.height < 16) return false;
  const few = levelsOf(image, FEW_SQUARES);
  if (!(few.spread > (MIN_SPREAD / 2) * few.sigma)) return false;
  const { levels, spread, sigma, error } = levelsOf(image, MAX_SQUARES);
  if (!(spread > Math.max(SURE * error, MIN_SPREAD * sigma))) return false;
  const [upperLeft, upperRight, lowerLeft, lowerRight] = levels as [number, number, number, number];
  const isGreen = (one: number, other: number, ...rest: readonly number[]): boolean =>
    Math.abs(one - other) < ALIKE * spread &&
    rest.every((level) => Math.abs(level - (one + other) / 2) > Math.max(UNLIKE * spread, SURE * error));
  return (
    isGreen(upperLeft, lowerRight, upperRight, lowerLeft) ||
    isGreen(upperRight, lowerLeft, upperLeft, lowerRight)
  );
}

function levelsOf(image: Image, most: number) {
  const sky = mosaicSquares(image, most).map(squareSky);
  const levels = sky.map(({ level }) => level);
  return {
    levels,
    spread: Math.max(...levels) - Math.min(...levels),
    sigma: Math.max(...sky.map((set) => set.sigma)),
    error: Math.hypot(...sky.map((set) => set.error))
  };
}
