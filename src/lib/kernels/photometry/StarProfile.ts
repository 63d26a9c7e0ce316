import type { Image } from '../../domain/image/Image';
import type { Positions } from './aperturePhotometry';
import { medianInPlace } from '../array/median';

export interface MeasuredStars extends Positions {
  /** Light in an aperture, the same for all, in units of the image; NaN where it was not measured. */
  readonly flux: ArrayLike<number>;
  /** Sky around each, and the standard deviation of a pixel there; NaN where it is not known. */
  readonly level: ArrayLike<number>;
  readonly noise: ArrayLike<number>;
}

/** Square of the width of a bin, as a part of that of a star. */
const BIN = 1 / 16;
/** Pixels that a bin must have, about, for its median and spread to be known. */
const ENOUGH = 30;
/** Stars that are compared. */
const MOST = 24;
/** Standard deviation of normal noise for its median absolute deviation. */
const PER_DEVIATION = 1.4826;

/**
 * How the light of a star falls off with the distance from its centre, as the stars of an image have it in common: the
 * median over the first of them, and how much they and the pixels of each differ from it, noise and all.
 */
export class StarProfile {
  /** Of squares of distances, pixels ** 2. */
  readonly #width: number;
  readonly #fraction: Float64Array;
  readonly #spread: Float64Array;

  constructor(
    image: Image,
    stars: MeasuredStars,
    { fwhm, radius }: { readonly fwhm: number; readonly radius: number }
  ) {
    const { squares, fractions } = samplesOf(image, stars, radius);
    // Of squares, so that all bins have as many pixels.
    this.#width = Math.max(BIN * fwhm ** 2, (ENOUGH * radius ** 2) / squares.length);
    const bins = new Bins(squares, this.#width, Math.ceil(radius ** 2 / this.#width) || 1);
    this.#fraction = bins.medians(fractions);
    for (let k = 0; k < fractions.length; k++)
      fractions[k] = PER_DEVIATION * Math.abs(fractions[k] - this.fraction(squares[k]));
    this.#spread = bins.medians(fractions);
  }

  /**
   * Light of a pixel as a part of the flux of its star.
   * @param square of the distance from the centre
   */
  fraction(square: number): number {
    return this.#between(this.#fraction, square);
  }

  /** One standard deviation of that. */
  spread(square: number): number {
    return this.#between(this.#spread, square);
  }

  #between(values: Float64Array, square: number): number {
    const place = Math.max(0, Math.min(values.length - 1, square / this.#width - 0.5));
    const bin = Math.floor(place);
    const part = place - bin;
    return part === 0 ? values[bin] : values[bin] * (1 - part) + values[bin + 1] * part;
  }
}

/** Samples in the order of their bins. */
class Bins {
  readonly #starts: Int32Array;
  readonly #order: Int32Array;

  constructor(places: Float32Array, width: number, count: number) {
    this.#starts = new Int32Array(count + 1);
    const binOf = (k: number): number => Math.min(count - 1, Math.floor(places[k] / width));
    for (let k = 0; k < places.length; k++) this.#starts[binOf(k) + 1]++;
    for (let bin = 0; bin < count; bin++) this.#starts[bin + 1] += this.#starts[bin];
    this.#order = new Int32Array(places.length);
    const next = this.#starts.slice();
    for (let k = 0; k < places.length; k++) this.#order[next[binOf(k)]++] = k;
  }

  /** NaN for bins that are empty. */
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
  const most = Math.min(MOST, count) * (2 * Math.ceil(radius) + 1) ** 2;
  const squares = new Float32Array(most);
  const fractions = new Float32Array(most);
  let found = 0;
  for (let s = 0, used = 0; s < count && used < MOST; s++) {
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
