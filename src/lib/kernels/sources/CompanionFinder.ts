import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import { FWHM_PER_SIGMA } from './fwhmPerSigma';
import { HalfTurn } from './HalfTurn';
import type { Patch } from './Patch';

/** Least height of a star whose surroundings are looked at, after smoothing, and of another there, sigma of a pixel. */
const BRIGHT = 10;
const SIGNIFICANCE = 7;
/** Noise of what half a turn leaves of smoothed light, in that of a pixel. */
const NOISE = Math.SQRT2 * 0.375;
/** Least height of it, in that of the star, and in that by which most stars are lopsided: optics and guiding are. */
const LEAST_PART = 0.05;
const MORE_THAN_MOST = 3;
/** How high a pixel may be: in the peak of a star that is left, and above that, in noise. */
const SHARPER = 1.3;
const CHANCE = 3;
/** Widths of a star around its peak that are its own. */
const OWN = 0.5;

const SPOILT = 0xff & ~SOURCE_QUALITY.blended;

/**
 * Finds a star so close to a brighter one that it is no peak of its own, by what half a turn about the brighter one
 * leaves. Made once and used for one patch after the other.
 */
export class CompanionFinder {
  readonly #fwhm: number;
  readonly #leastPart: number;
  readonly #minPixels: number;
  readonly #turn = new HalfTurn();

  /**
   * @param fwhm of the stars, pixels
   * @param asymmetry of the stars (`pointSpread`)
   */
  constructor(fwhm: number, asymmetry: number, minPixels: number) {
    this.#fwhm = fwhm;
    this.#leastPart = Math.max(LEAST_PART, MORE_THAN_MOST * asymmetry);
    this.#minPixels = minPixels;
  }

  /**
   * Whether the only source of a footprint has a companion.
   * @param labels by pixel of the patch: 0 in the source; 1 afterwards where the companion is
   */
  find(patch: Patch, labels: Int32Array): boolean {
    const { pixels, pixelCount, smoothed, quality, rms, width } = patch;
    let top = pixels[0];
    let bits = 0;
    for (let k = 0; k < pixelCount; k++) {
      bits |= quality[pixels[k]];
      if (smoothed[pixels[k]] > smoothed[top]) top = pixels[k];
    }
    if (bits & SPOILT || !(smoothed[top] > BRIGHT * rms)) return false;
    const turn = this.#turn;
    if (!turn.measure(patch, top, this.#fwhm, labels)) return false;
    if (!(turn.excess > Math.max(SIGNIFICANCE * NOISE * rms, this.#leastPart * turn.peak))) return false;
    const own: number[] = [];
    for (let k = 0; k < pixelCount; k++) {
      const i = pixels[k];
      const x = (i % width) - (turn.place % width);
      const y = Math.floor(i / width) - Math.floor(turn.place / width);
      if (x * x + y * y <= (OWN * this.#fwhm) ** 2) own.push(i);
    }
    if (own.length < this.#minPixels) return false;
    const highest = own.reduce((most, i) => Math.max(most, turn.leftAt(patch, i)), 0);
    // The peak of a Gaussian profile, before it was smoothed. A cosmic ray was higher.
    const peak = turn.excess * (1 + (FWHM_PER_SIGMA / this.#fwhm) ** 2 / 2);
    if (highest > SHARPER * peak + CHANCE * Math.SQRT2 * rms) return false;
    for (const i of own) labels[i] = 1;
    return true;
  }
}
