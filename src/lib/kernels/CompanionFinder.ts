import { SOURCE_QUALITY } from '../domain/sourceQuality';
import { FWHM_PER_SIGMA } from './fwhmPerSigma';
import { HalfTurn } from './HalfTurn';
import type { MeasuredPatch } from './measureSources';
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
  /** By pixel of the patch: 0 where the companion is, -1 elsewhere. */
  labels = new Int32Array(0);
  /** What half a turn leaves of the light of the patch, all of it, and smoothed where the companion is. */
  #light = new Float32Array(0);
  #smoothed = new Float32Array(0);
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
   * @param owners by pixel of the patch: 0 in the source; -1 afterwards where the companion is
   */
  find(patch: Patch, owners: Int32Array): boolean {
    const { pixels, pixelCount, smoothed, quality, rms, width } = patch;
    let top = pixels[0];
    let bits = 0;
    for (let k = 0; k < pixelCount; k++) {
      bits |= quality[pixels[k]];
      if (smoothed[pixels[k]] > smoothed[top]) top = pixels[k];
    }
    if (bits & SPOILT || !(smoothed[top] > BRIGHT * rms)) return false;
    const turn = this.#turn;
    if (!turn.measure(patch, top, this.#fwhm, owners)) return false;
    if (!(turn.excess > Math.max(SIGNIFICANCE * NOISE * rms, this.#leastPart * turn.peak))) return false;
    const own: number[] = [];
    for (let k = 0; k < pixelCount; k++) {
      const i = pixels[k];
      const x = (i % width) - (turn.place % width);
      const y = Math.floor(i / width) - Math.floor(turn.place / width);
      if (x * x + y * y <= (OWN * this.#fwhm) ** 2) own.push(i);
    }
    if (own.length < this.#minPixels) return false;
    this.#makeRoom(patch.width * patch.height);
    turn.leftOf(patch.light, patch, this.#light);
    const highest = own.reduce((most, i) => Math.max(most, this.#light[i]), 0);
    // The peak of a Gaussian profile, before it was smoothed. A cosmic ray was higher.
    const peak = turn.excess * (1 + (FWHM_PER_SIGMA / this.#fwhm) ** 2 / 2);
    if (highest > SHARPER * peak + CHANCE * Math.SQRT2 * rms) return false;
    for (let k = 0; k < pixelCount; k++) quality[pixels[k]] |= SOURCE_QUALITY.blended;
    for (const i of own) {
      owners[i] = -1;
      this.labels[i] = 0;
      this.#smoothed[i] = patch.smoothedAt(i, this.#light);
    }
    return true;
  }

  /** The patch with the light of the companion that was found alone, for it to be measured. */
  companionIn(patch: Patch): MeasuredPatch {
    return { ...patch, light: this.#light, smoothed: this.#smoothed };
  }

  #makeRoom(size: number): void {
    if (size > this.labels.length) {
      this.labels = new Int32Array(2 * size);
      this.#light = new Float32Array(2 * size);
      this.#smoothed = new Float32Array(2 * size);
    }
    this.labels.fill(-1, 0, size);
  }
}
