import { FWHM_PER_SIGMA } from './fwhmPerSigma';
import { interpolationTable, TABLE_STEPS } from '../resampling/interpolationTable';
import type { Patch } from './Patch';

/** Widths of a star, from its middle, between which another is looked for: nearer, it is not told from the first. */
const NEAREST = 0.5;
const FURTHEST = 1.6;
/** Curvature of the logarithm of smoothed light in a peak, in that of a star before: what is flatter is no star. */
const LEAST_BEND = 0.4;
/** Pixels beyond that from which turned light is interpolated. */
const MARGIN = 2;

const { weights } = interpolationTable('bicubic');

/**
 * What is on one side of a star and not on the other: its light less the same turned by half a circle about its peak.
 * That takes a star away whatever its profile, if both sides are alike, and leaves one in its wings. Made once and
 * used for one star after the other.
 */
export class HalfTurn {
  /** Smoothed light at the peak, in units of the image. */
  peak = NaN;
  /** Where most light is left, a pixel of the patch, and how much, smoothed; -1 and 0 where none is. */
  place = -1;
  excess = 0;
  /** Of the patch: where the star is, twice, for that is how pixels turn. */
  #twiceX = NaN;
  #twiceY = NaN;
  /** Where in `weights` those of the place between pixels are, which is the same for all that are turned. */
  #weightsX = 0;
  #weightsY = 0;
  /** Smoothed light around the star: a square. */
  #light = new Float32Array(0);
  #side = 0;

  /**
   * False, and of no use, where there is no room around the star, or no peak as sharp as a star.
   * @param top pixel of the patch where the smoothed light of the star is highest
   * @param fwhm of the stars, pixels
   * @param owners by pixel of the patch: only those with the owner of `top` may have what is left
   */
  measure(patch: Patch, top: number, fwhm: number, owners: Int32Array | null): boolean {
    const { width, height } = patch;
    const reach = Math.ceil(FURTHEST * fwhm);
    const room = reach + MARGIN + 1;
    const [topX, topY] = [top % width, Math.floor(top / width)];
    if (Math.min(topX, topY, width - 1 - topX, height - 1 - topY) < room) return false;
    if (!this.centreOn(patch, top, fwhm)) return false;
    this.#load(patch, top, reach + MARGIN);
    const side = this.#side;
    const middle = side >> 1;
    const [dx, dy] = [this.#twiceX / 2 - topX, this.#twiceY / 2 - topY];
    this.peak = this.#light[middle * side + middle];
    this.place = -1;
    this.excess = 0;
    const [columns, rows] = [2 * middle + Math.floor(2 * dx), 2 * middle + Math.floor(2 * dy)];
    for (let j = middle - reach; j <= middle + reach; j++) {
      for (let i = middle - reach; i <= middle + reach; i++) {
        const square = (i - middle - dx) ** 2 + (j - middle - dy) ** 2;
        if (square < (NEAREST * fwhm) ** 2 || square > (FURTHEST * fwhm) ** 2) continue;
        const pixel = top + (j - middle) * width + i - middle;
        const light = this.#light[j * side + i];
        if (light <= this.excess || (owners && owners[pixel] !== owners[top])) continue;
        const left = light - this.#between(this.#light, side, side, columns - i, rows - j);
        if (left <= this.excess) continue;
        this.excess = left;
        this.place = pixel;
      }
    }
    return true;
  }

  /** Turns about the peak beside a pixel of the patch from now on; false if there is none as sharp as a star. */
  centreOn(patch: Patch, top: number, fwhm: number, light = patch.light): boolean {
    const [dx, dy] = [1, patch.width].map((step) => {
      const [before, here, after] = [-step, 0, step].map((offset) =>
        Math.log(patch.smoothedAt(top + offset, light))
      );
      const bend = before - 2 * here + after;
      return -bend > LEAST_BEND * (FWHM_PER_SIGMA / fwhm) ** 2 ? (before - after) / (2 * bend) : NaN;
    });
    if (!(Math.abs(dx) <= 0.5 && Math.abs(dy) <= 0.5)) return false;
    this.#twiceX = 2 * ((top % patch.width) + dx);
    this.#twiceY = 2 * (Math.floor(top / patch.width) + dy);
    this.#weightsX = 4 * Math.round((this.#twiceX % 1) * TABLE_STEPS);
    this.#weightsY = 4 * Math.round((this.#twiceY % 1) * TABLE_STEPS);
    return true;
  }

  /** What is left of the light of the patch at one of its pixels. */
  leftAt({ light, width, height }: Patch, i: number): number {
    return light[i] - this.turned(light, width, height, i % width, Math.floor(i / width));
  }

  /** Light, of that of a patch, at the turned place of one of its pixels; 0 beyond it. */
  turned(light: Float32Array, width: number, height: number, x: number, y: number): number {
    return this.#between(light, width, height, Math.floor(this.#twiceX) - x, Math.floor(this.#twiceY) - y);
  }

  #load(patch: Patch, top: number, reach: number): void {
    this.#side = 2 * reach + 1;
    if (this.#side ** 2 > this.#light.length) this.#light = new Float32Array(this.#side ** 2);
    let k = 0;
    for (let j = -reach; j <= reach; j++) {
      const middle = top + j * patch.width;
      for (let i = middle - reach; i <= middle + reach; i++) this.#light[k++] = patch.smoothedAt(i);
    }
  }

  /** The light at the turned place after a pixel; 0 beyond it. */
  #between(light: Float32Array, width: number, height: number, x: number, y: number): number {
    if (x < 1 || y < 1 || x >= width - 2 || y >= height - 2) return 0;
    const at = this.#weightsX;
    let sum = 0;
    for (let j = 0, k = (y - 1) * width + x - 1; j < 4; j++, k += width) {
      const row =
        weights[at] * light[k] +
        weights[at + 1] * light[k + 1] +
        weights[at + 2] * light[k + 2] +
        weights[at + 3] * light[k + 3];
      sum += weights[this.#weightsY + j] * row;
    }
    return sum;
  }
}
