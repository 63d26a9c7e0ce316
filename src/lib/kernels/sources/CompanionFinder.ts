import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import { FWHM_PER_SIGMA } from './fwhmPerSigma';
import { HalfTurn } from './HalfTurn';
import type { Patch } from './Patch';

/** Minimum smoothed height of a star that is searched for companions, and significance of a companion, pixel sigmas. */
const BRIGHT = 10;
const SIGNIFICANCE = 7;
/** Noise of the smoothed residual, in units of that of a pixel. */
const NOISE = Math.SQRT2 * 0.375;
/** Minimum height of a companion, as a fraction of the star and as a multiple of the asymmetry that stars usually have. */
const MIN_FRACTION = 0.05;
const ASYMMETRY_FACTOR = 3;
/** How high the highest pixel may be: relative to the peak of the companion, and above that in units of noise. */
const MAX_SHARPNESS = 1.3;
const NOISE_ALLOWANCE = 3;
/** Radius around its peak within which pixels belong to the companion, in FWHM. */
const RADIUS = 0.5;

const FLAWS = 0xff & ~SOURCE_QUALITY.blended;

/**
 * Finds a star so close to a brighter one that it has no peak of its own, from the residual that remains after subtracting
 * the brighter star rotated by half a turn. Made once and used for one patch after another.
 */
export class CompanionFinder {
  readonly #fwhm: number;
  readonly #minFraction: number;
  readonly #minPixels: number;
  readonly #turn = new HalfTurn();

  /**
   * @param fwhm of the stars, pixels
   * @param asymmetry of the stars (`pointSpread`)
   */
  constructor(fwhm: number, asymmetry: number, minPixels: number) {
    this.#fwhm = fwhm;
    this.#minFraction = Math.max(MIN_FRACTION, ASYMMETRY_FACTOR * asymmetry);
    this.#minPixels = minPixels;
  }

  /**
   * Whether the only source of a footprint has a companion.
   * @param labels by pixel of the patch: 0 in the source; set to 1 where the companion is
   */
  find(patch: Patch, labels: Int32Array): boolean {
    const { pixels, pixelCount, smoothed, quality, rms, width } = patch;
    let top = pixels[0];
    let bits = 0;
    for (let k = 0; k < pixelCount; k++) {
      bits |= quality[pixels[k]];
      if (smoothed[pixels[k]] > smoothed[top]) top = pixels[k];
    }
    if (bits & FLAWS || !(smoothed[top] > BRIGHT * rms)) return false;
    const turn = this.#turn;
    if (!turn.measure(patch, top, this.#fwhm, labels)) return false;
    if (!(turn.excess > Math.max(SIGNIFICANCE * NOISE * rms, this.#minFraction * turn.peak))) return false;
    const own: number[] = [];
    for (let k = 0; k < pixelCount; k++) {
      const i = pixels[k];
      const x = (i % width) - (turn.excessPixel % width);
      const y = Math.floor(i / width) - Math.floor(turn.excessPixel / width);
      if (x * x + y * y <= (RADIUS * this.#fwhm) ** 2) own.push(i);
    }
    if (own.length < this.#minPixels) return false;
    const highest = own.reduce((max, i) => Math.max(max, turn.residualAt(patch, i)), 0);
    // The peak a Gaussian profile had before it was smoothed. A cosmic ray would have been higher.
    const peak = turn.excess * (1 + (FWHM_PER_SIGMA / this.#fwhm) ** 2 / 2);
    if (highest > MAX_SHARPNESS * peak + NOISE_ALLOWANCE * Math.SQRT2 * rms) return false;
    for (const i of own) labels[i] = 1;
    return true;
  }
}
