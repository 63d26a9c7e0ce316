import type { Image } from '../domain/Image';
import type { Positions } from './aperturePhotometry';
import { median } from './median';

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
/** Standard deviation of normal noise for its median absolute deviation. */
const PER_DEVIATION = 1.4826;

/**
 * How the light of a star falls off with the distance from its centre, as the stars of an image have it in common: the
 * median over all, and how much they and the pixels of each differ from it, noise and all.
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
    const bins = Array.from({ length: Math.ceil(radius ** 2 / this.#width) || 1 }, (): number[] => []);
    squares.forEach((square, k) => bins[Math.floor(square / this.#width)]?.push(k));
    const medianOf = (valueOf: (k: number) => number): Float64Array =>
      Float64Array.from(bins, (samples) => median(Float32Array.from(samples, valueOf)));
    this.#spread = new Float64Array(bins.length);
    this.#fraction = medianOf((k) => fractions[k]);
    this.#spread = medianOf((k) => PER_DEVIATION * Math.abs(fractions[k] - this.at(squares[k]).fraction));
  }

  /**
   * Light of a pixel, and one standard deviation of it, as parts of the flux of its star.
   * @param square of the distance from the centre
   */
  at(square: number): { readonly fraction: number; readonly spread: number } {
    const last = this.#fraction.length - 1;
    const place = Math.max(0, Math.min(last, square / this.#width - 0.5));
    const bin = Math.min(last - 1, Math.floor(place));
    if (bin < 0) return { fraction: this.#fraction[0], spread: this.#spread[0] };
    const part = place - bin;
    const between = (values: Float64Array): number => values[bin] * (1 - part) + values[bin + 1] * part;
    return { fraction: between(this.#fraction), spread: between(this.#spread) };
  }
}

function samplesOf(
  { data, width, height }: Image,
  { count, x, y, flux, level }: MeasuredStars,
  radius: number
): { readonly squares: readonly number[]; readonly fractions: readonly number[] } {
  const squares: number[] = [];
  const fractions: number[] = [];
  for (let s = 0; s < count; s++) {
    if (!(flux[s] > 0) || !Number.isFinite(x[s] + y[s] + level[s])) continue;
    for (let j = Math.max(0, Math.ceil(y[s] - radius)); j <= Math.min(height - 1, y[s] + radius); j++)
      for (let i = Math.max(0, Math.ceil(x[s] - radius)); i <= Math.min(width - 1, x[s] + radius); i++) {
        const square = (i - x[s]) ** 2 + (j - y[s]) ** 2;
        const fraction = (data[j * width + i] - level[s]) / flux[s];
        if (square >= radius ** 2 || !Number.isFinite(fraction)) continue;
        squares.push(square);
        fractions.push(fraction);
      }
  }
  return { squares, fractions };
}
