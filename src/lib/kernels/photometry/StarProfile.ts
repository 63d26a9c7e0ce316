import type { Image } from '../../domain/image/Image';
import type { Positions } from './aperturePhotometry';
import { medianInPlace } from '../array/median';

export interface MeasuredStars extends Positions {
  /** Flux in the same aperture for all, in units of the image; NaN where it was not measured. */
  readonly flux: ArrayLike<number>;
  /** Local sky level, and standard deviation of a sky pixel; NaN where not known. */
  readonly level: ArrayLike<number>;
  readonly noise: ArrayLike<number>;
}

/** Bin width in squared distance, in units of FWHM ** 2. */
const BIN = 1 / 16;
/** Approximate number of pixels a bin needs for its median and spread to be known. */
const MIN_BIN_PIXELS = 30;
/** Number of stars that make up the profile. */
const MAX_STARS = 24;
/** Standard deviation of normal noise divided by its median absolute deviation. */
const SIGMA_PER_MAD = 1.4826;

/**
 * The radial profile common to the stars of an image: the median over the first of them, and the spread of their pixels
 * about it, noise included.
 */
export class StarProfile {
  /** Bin width in squared distance, pixels ** 2. */
  readonly #width: number;
  readonly #fraction: Float64Array;
  readonly #spread: Float64Array;

  constructor(
    image: Image,
    stars: MeasuredStars,
    { fwhm, radius }: { readonly fwhm: number; readonly radius: number }
  ) {
    const { squares, fractions } = samplesOf(image, stars, radius);
    // In squared distance, so that all bins have the same number of pixels.
    this.#width = Math.max(BIN * fwhm ** 2, (MIN_BIN_PIXELS * radius ** 2) / squares.length);
    const bins = new Bins(squares, this.#width, Math.ceil(radius ** 2 / this.#width) || 1);
    this.#fraction = bins.medians(fractions);
    for (let k = 0; k < fractions.length; k++)
      fractions[k] = SIGMA_PER_MAD * Math.abs(fractions[k] - this.fraction(squares[k]));
    this.#spread = bins.medians(fractions);
  }

  /**
   * Light of a pixel as a fraction of the flux of its star.
   * @param square squared distance from the centre, pixels ** 2
   */
  fraction(square: number): number {
    return this.#interpolate(this.#fraction, square);
  }

  /** Standard deviation of that fraction. */
  spread(square: number): number {
    return this.#interpolate(this.#spread, square);
  }

  #interpolate(values: Float64Array, square: number): number {
    const position = Math.max(0, Math.min(values.length - 1, square / this.#width - 0.5));
    const bin = Math.floor(position);
    const weight = position - bin;
    return weight === 0 ? values[bin] : values[bin] * (1 - weight) + values[bin + 1] * weight;
  }
}

/** Sorts samples into bins. */
class Bins {
  readonly #starts: Int32Array;
  readonly #order: Int32Array;

  constructor(positions: Float32Array, width: number, count: number) {
    this.#starts = new Int32Array(count + 1);
    const binOf = (k: number): number => Math.min(count - 1, Math.floor(positions[k] / width));
    for (let k = 0; k < positions.length; k++) this.#starts[binOf(k) + 1]++;
    for (let bin = 0; bin < count; bin++) this.#starts[bin + 1] += this.#starts[bin];
    this.#order = new Int32Array(positions.length);
    const next = this.#starts.slice();
    for (let k = 0; k < positions.length; k++) this.#order[next[binOf(k)]++] = k;
  }

  /** The median in each bin; NaN if it is empty. */
  medians(values: Float32Array): Float64Array {
    const sorted = new Float32Array(values.length);
    for (let k = 0; k < sorted.length; k++) sorted[k] = values[this.#order[k]];
    const medians = new Float64Array(this.#starts.length - 1);
    for (let bin = 0; bin < medians.length; bin++) {
      const inBin = sorted.subarray(this.#starts[bin], this.#starts[bin + 1]);
      medians[bin] = medianInPlace(inBin, inBin.length);
    }
    return medians;
  }
}

function samplesOf(
  { data, width, height }: Image,
  { count, x, y, flux, level }: MeasuredStars,
  radius: number
): { readonly squares: Float32Array; readonly fractions: Float32Array } {
  const capacity = Math.min(MAX_STARS, count) * (2 * Math.ceil(radius) + 1) ** 2;
  const squares = new Float32Array(capacity);
  const fractions = new Float32Array(capacity);
  let found = 0;
  for (let s = 0, used = 0; s < count && used < MAX_STARS; s++) {
    if (!(flux[s] > 0) || !Number.isFinite(x[s] + y[s] + level[s])) continue;
    used++;
    const [right, bottom] = [Math.min(width - 1, x[s] + radius), Math.min(height - 1, y[s] + radius)];
    for (let j = Math.max(0, Math.ceil(y[s] - radius)); j <= bottom; j++)
      for (let i = Math.max(0, Math.ceil(x[s] - radius)); i <= right; i++) {
        const square = (i - x[s]) ** 2 + (j - y[s]) ** 2;
        const fraction = (data[j * width + i] - level[s]) / flux[s];
        if (square >= radius ** 2 || !Number.isFinite(fraction)) continue;
        squares[found] = square;
        fractions[found++] = fraction;
      }
  }
  return { squares: squares.subarray(0, found), fractions: fractions.subarray(0, found) };
}
