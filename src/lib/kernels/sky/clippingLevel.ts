import type { Image } from '../../domain/image/Image';
import { median } from '../array/median';
import { samplePixels } from '../array/samplePixels';
import type { HighestValue, PixelScan } from './PixelScan';

/** Where an image is cut off, and what shows it. */
export interface ClippingLevel {
  readonly level: number;
  /**
   * - `converter`: the highest value is the largest number of a converter of 8 to 16 bits, or that in the upper bits of 16.
   * - `pileUp`: many pixels have the highest value, few one a little lower.
   * - `plateau`: a pixel and those on its four sides are as high as the highest, as in no star that is whole.
   */
  readonly evidence: 'converter' | 'pileUp' | 'plateau';
}

const CONVERTER_BITS = [8, 10, 12, 14, 15, 16];
/** A smaller converter's largest number may well be the value of one pixel by chance. */
const LIKELY_BITS = 12;

/** Pixels that share the highest value, at least: a star has one that is its highest. */
const MIN_PIXELS = 3;
/** So many tell by themselves, however far they are above the sky. */
const MANY_PIXELS = 10;
/** Standard deviations of the sky, above it: the highest value of noise alone is often that of several pixels. */
const ABOVE_NOISE = 20;
/** Part of the height above the sky in which fewer pixels than at the highest value are. */
const JUST_BELOW = 0.02;
/** Part of the highest value, above the sky, from which on pixels that touch are of one plateau. */
const PLATEAU = 0.985;
/** From the median absolute deviation to the standard deviation of normal noise. */
const MAD_TO_SIGMA = 1.4826;

/**
 * Finds the value from which pixels are saturated, as the pixels themselves tell: no converter gives a larger number, so
 * that the bright ones pile up there. Taking off a constant moves the pile, and a flat field spreads it to a plateau.
 * @param scan of the image
 * @param found its highest value
 * @returns null where nothing looks cut off, which is so too where nothing is bright enough
 */
export function clippingLevel(
  image: Image,
  scan: PixelScan,
  found = scan.highestValue()
): ClippingLevel | null {
  const { highest, atHighest, present } = found;
  if (!(highest > 0)) return null;
  if (isLargestOfConverter(highest, atHighest)) return { level: highest, evidence: 'converter' };
  const mayPile = atHighest >= MIN_PIXELS;
  // Whole numbers that are cut off are equal: a broad star, or a ring out of focus, has a flat top by nature.
  const mayBePlateau = !Number.isInteger(highest);
  // Where most pixels have the highest value the frame is empty, or full.
  if (2 * atHighest > present || !(mayPile || mayBePlateau)) return null;
  const sky = skyOf(image.data);
  const isBright = highest - sky.level > ABOVE_NOISE * sky.noise;
  if (mayPile && (isBright || atHighest >= MANY_PIXELS) && isPileUp(image.data, scan, found, sky.level))
    return { level: highest, evidence: 'pileUp' };
  const plateau = sky.level + PLATEAU * (highest - sky.level);
  return mayBePlateau && isBright && hasPlateau(image, scan, plateau)
    ? { level: plateau, evidence: 'plateau' }
    : null;
}

function skyOf(data: Float32Array): { readonly level: number; readonly noise: number } {
  const sample = samplePixels(data);
  const level = median(sample);
  return { level, noise: MAD_TO_SIGMA * median(sample.map((value) => Math.abs(value - level))) };
}

function isLargestOfConverter(value: number, pixels: number): boolean {
  if (!Number.isInteger(value)) return false;
  return CONVERTER_BITS.some((bits) => {
    if (pixels < 2 && bits < LIKELY_BITS) return false;
    for (let shift = 0; bits + shift <= 16; shift++) if (value === (2 ** bits - 1) * 2 ** shift) return true;
    return false;
  });
}

function isPileUp(
  data: Float32Array,
  scan: PixelScan,
  { highest, atHighest }: HighestValue,
  sky: number
): boolean {
  const low = Math.min(highest - JUST_BELOW * (highest - sky), secondHighest(data, highest));
  return countBetween(data, scan, low, highest, atHighest) < atHighest;
}

/** The highest value but one: of a camera with wide steps it is further below than others. */
function secondHighest(data: Float32Array, highest: number): number {
  let second = -Infinity;
  // By index: iterators take several times as long over millions of pixels.
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value > second && value < highest) second = value;
  }
  return second;
}

/** How many pixels have `low <= value < high`, but no more than `max`. */
function countBetween(data: Float32Array, scan: PixelScan, low: number, high: number, max: number): number {
  // `firstAbove` wants a float32 number that is lower.
  const limit = Math.fround(low - 1e-6 * Math.abs(low));
  let count = 0;
  for (let i = -1; count < max && (i = scan.firstAbove(i + 1, data.length, limit)) < data.length;)
    if (data[i] >= low && data[i] < high) count++;
  return count;
}

function hasPlateau({ data, width }: Image, scan: PixelScan, level: number): boolean {
  const limit = Math.fround(level);
  for (let i = -1; (i = scan.firstAbove(i + 1, data.length, limit)) < data.length;)
    if (Math.min(data[i - 1], data[i + 1], data[i - width], data[i + width]) > limit) return true;
  return false;
}
