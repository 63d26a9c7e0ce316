import type { BayerPattern } from '../../domain/image/FrameDisplay';
import type { Image } from '../../domain/image/Image';
import { demosaic } from './demosaic';

/** What can be measured of a colour picture: a colour, or the mean of all pixels. */
export type FrameColour = 'red' | 'green' | 'blue' | 'all';

/** Shares of red, green and blue: in the mean of all, each pixel of the mosaic counts the same. */
const SHARES: Readonly<Record<FrameColour, readonly [red: number, green: number, blue: number]>> = {
  red: [1, 0, 0],
  green: [0, 1, 0],
  blue: [0, 0, 1],
  all: [0.25, 0.5, 0.25]
};

/** How pixels of such an image compare with independent ones. */
export interface InterpolatedNoise {
  /** The standard deviation per pixel that sums over many pixels have, by that of single pixels. */
  readonly noise: number;
  /** Electrons a unit, for the noise of the light in such sums, by those of the detector. */
  readonly gain: number;
}

/**
 * Half of the pixels of a mosaic are green, a quarter red or blue. Bilinear interpolation counts the light of each of them
 * two or four times, so that sums of light are those of a detector with as many more pixels; the noise of these sums is
 * sqrt(2) or 2 times that of so many independent pixels, but single pixels, most of them means of others, have less.
 */
export const INTERPOLATED_NOISE: Readonly<Record<FrameColour, InterpolatedNoise>> = {
  green: { noise: Math.sqrt(2 / (5 / 8)), gain: 1 / 2 },
  red: { noise: Math.sqrt(4 / (9 / 16)), gain: 1 / 4 },
  blue: { noise: Math.sqrt(4 / (9 / 16)), gain: 1 / 4 },
  all: { noise: Math.sqrt(1 / (29 / 128)), gain: 1 }
};

/** Rows of which colours are made at once. */
const ROWS = 64;

/** One colour of a Bayer mosaic, or the mean of all, at full size by bilinear interpolation: as `demosaic`. */
export function mosaicColour(image: Image, pattern: BayerPattern, colour: FrameColour): Image {
  const { width, height } = image;
  const [red, green, blue] = SHARES[colour];
  const only = [red, green, blue].indexOf(1);
  const data = new Float32Array(width * height);
  for (let top = 0; top < height; top += ROWS) {
    const rows = Math.min(ROWS, height - top);
    const colours = demosaic(image, pattern, 0, top, width, rows);
    for (let i = 0, out = top * width; i < colours.length; i += 3)
      // Blank pixels of one colour say nothing of another.
      data[out++] =
        only >= 0 ? colours[i + only] : red * colours[i] + green * colours[i + 1] + blue * colours[i + 2];
  }
  return { data, width, height };
}
