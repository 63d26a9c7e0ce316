import { BAYER_PATTERNS, type BayerPattern } from '../../domain/image/FrameDisplay';
import type { Image } from '../../domain/image/Image';
import { median } from '../array/median';

/** Two sets of green pixels see the same light: other sets of pixels differ by so many times more. */
const RATIO = 4;
/** Standard errors of the medians: less is no difference. */
const SURE = 10;
/** Standard error of a median of normal values, in that of their mean. */
const MEDIAN_ERROR = 1.2533;
const TO_SIGMA = 1.4826;

/**
 * The Bayer pattern of a frame that is said to have one: that, or the same upside down where the pixels say so. Files
 * whose rows are stored from the bottom up often name the pattern as it was on the camera. Green pixels, which see the
 * same light, are on one diagonal of the pattern, and the brighter ones as they see most of it.
 */
export function mosaicPattern(image: Image, said: BayerPattern): BayerPattern {
  const sets = [0, 1, 2, 3].map((place) => levelOf(pixelsAt(image, place & 1, place >> 1)));
  const ofLetter = (isGreen: boolean) => sets.filter((_, place) => (said[place] === 'G') === isGreen);
  const [green, other] = [ofLetter(true), ofLetter(false)];
  const apart = (pair: typeof sets): number => Math.abs(pair[0].level - pair[1].level);
  const error = Math.hypot(...sets.map((set) => set.error));
  const isUpsideDown =
    apart(green) > SURE * error &&
    apart(green) > RATIO * apart(other) &&
    Math.min(...other.map(({ level }) => level)) > Math.max(...green.map(({ level }) => level));
  const turned = said.slice(2) + said.slice(0, 2);
  return (isUpsideDown && BAYER_PATTERNS.find((pattern) => pattern === turned)) || said;
}

function pixelsAt({ data, width, height }: Image, left: number, top: number): Float32Array {
  const columns = Math.ceil((width - left) / 2);
  const values = new Float32Array(columns * Math.ceil((height - top) / 2));
  for (let y = top, i = 0; y < height; y += 2)
    for (let x = left; x < width; x += 2) values[i++] = data[y * width + x];
  return values;
}

function levelOf(values: Float32Array): { level: number; error: number } {
  const level = median(values);
  const sigma = TO_SIGMA * median(values.map((value) => Math.abs(value - level)));
  return { level, error: (MEDIAN_ERROR * sigma) / Math.sqrt(values.length) };
}
