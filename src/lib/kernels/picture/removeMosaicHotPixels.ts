import type { BayerPattern } from '../../domain/image/FrameDisplay';
import type { Image } from '../../domain/image/Image';
import { background } from '../sky/background';
import type { FrameColour } from './mosaicColour';

/** Standard deviations by which a pixel must exceed what its neighbours allow. */
const SIGNIFICANCE = 4;
/** Fraction of its light by which it must exceed that too. */
const TOLERANCE = 0.15;
/** FWHM of the sharpest stars to be expected, pixels. */
const SHARPEST = 1.8;
/** The light of a star in other colours, by that in the one it is brightest in. */
const OTHER_COLOURS = 0.4;
/** Light of the sharpest star at the next pixel by that at its peak, and at the next one along a diagonal. */
const BESIDE = Math.exp((-4 * Math.LN2) / SHARPEST ** 2);
const DIAGONAL = BESIDE ** 2;

const LETTERS: Readonly<Record<FrameColour, string>> = { red: 'R', green: 'G', blue: 'B', all: 'RGB' };

/**
 * Replaces hot pixels of a colour of a mosaic, in the image: pixels with more light than a star could have that gives so
 * little to the four beside them, which are of other colours, and for green ones to the four green ones on the diagonals.
 * The mean of the nearest four of the same colour takes their place.
 * @returns indices of these pixels
 */
export function removeMosaicHotPixels(image: Image, pattern: BayerPattern, colour: FrameColour): Int32Array {
  const { data, width, height } = image;
  const { light, rms } = lightAboveSky(image);
  const wanted = Array.from(pattern, (letter) => LETTERS[colour].includes(letter));
  const found: number[] = [];
  for (let y = 2; y < height - 2; y++)
    for (let x = 2; x < width - 2; x++) {
      const cell = (x & 1) + 2 * (y & 1);
      const i = y * width + x;
      if (!wanted[cell] || !(light[i] > 2 * SIGNIFICANCE * rms[cell])) continue;
      const isGreen = pattern[cell] === 'G';
      const beside = meanOf(light, i, 1, width);
      const besideNoise = Math.hypot(rms[cell ^ 1], rms[cell ^ 2]) / Math.sqrt(8);
      if (!isAbove(light[i], rms[cell], beside, besideNoise, OTHER_COLOURS * BESIDE)) continue;
      if (
        isGreen &&
        !isAbove(light[i], rms[cell], meanOf(light, i, width - 1, width + 1), rms[cell] / 2, DIAGONAL)
      )
        continue;
      found.push(i);
    }
  const values = found.map((i) =>
    pattern[((i % width) & 1) + 2 * (Math.floor(i / width) & 1)] === 'G'
      ? meanOf(data, i, width - 1, width + 1)
      : meanOf(data, i, 2, 2 * width)
  );
  found.forEach((i, k) => (data[i] = values[k]));
  return Int32Array.from(found);
}

/** @param ratio light of the neighbours of the sharpest star by its own */
function isAbove(light: number, rms: number, mean: number, meanRms: number, ratio: number): boolean {
  return (1 - TOLERANCE) * light - mean / ratio > SIGNIFICANCE * Math.hypot(rms, meanRms / ratio);
}

/** Of the two pixels on both sides in two directions, of those that are not blank. */
function meanOf(values: Float32Array, i: number, step: number, otherStep: number): number {
  let sum = 0;
  let count = 0;
  for (const j of [i - step, i + step, i - otherStep, i + otherStep]) {
    if (Number.isNaN(values[j])) continue;
    sum += values[j];
    count++;
  }
  return sum / count;
}

/** Each of the four sets of pixels of a mosaic has a sky of its own. */
function lightAboveSky({ data, width, height }: Image) {
  const light = new Float32Array(data.length);
  const rms = [0, 1, 2, 3].map((cell) => {
    const [left, top] = [cell & 1, cell >> 1];
    const [columns, rows] = [(width - left + 1) >> 1, (height - top + 1) >> 1];
    const part = { data: new Float32Array(columns * rows), width: columns, height: rows };
    const place = (x: number, y: number): number => (2 * y + top) * width + 2 * x + left;
    for (let y = 0; y < rows; y++)
      for (let x = 0; x < columns; x++) part.data[y * columns + x] = data[place(x, y)];
    const sky = background(part, { meshSize: 32 });
    const level = new Float32Array(columns);
    for (let y = 0; y < rows; y++) {
      sky.level.row(y, level);
      for (let x = 0; x < columns; x++) light[place(x, y)] = part.data[y * columns + x] - level[x];
    }
    return sky.globalRms;
  });
  return { light, rms };
}
