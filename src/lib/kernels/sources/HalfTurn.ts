import { FWHM_PER_SIGMA } from './fwhmPerSigma';
import { interpolationTable, TABLE_STEPS } from '../resampling/interpolationTable';
import type { Patch } from './Patch';

/** Range of distances at which a companion is looked for, in FWHM: closer ones cannot be told from the star itself. */
const MIN_DISTANCE = 0.5;
const MAX_DISTANCE = 1.6;
/** Minimum curvature of the logarithm of a smoothed peak, relative to that of an unsmoothed star; flatter is no star. */
const MIN_CURVATURE = 0.4;
/** Margin for the interpolation of rotated light, pixels. */
const MARGIN = 2;

const { weights } = interpolationTable('bicubic');

/**
 * Subtracts from a star the same light rotated by half a turn about its peak. This removes a star of any symmetric profile
 * and leaves a companion in its wings. Made once and used for one star after another.
 */
export class HalfTurn {
  /** Smoothed light at the peak, in units of the image. */
  peak = NaN;
  /** The pixel of the patch with the largest smoothed residual, and this residual; -1 and 0 if there is none. */
  excessPixel = -1;
  excess = 0;
  /** Twice the position of the star in the patch: the opposite of x is this minus x. */
  #twiceX = NaN;
  #twiceY = NaN;
  /** Offsets in `weights` for the fraction of a pixel, the same for all rotated pixels. */
  #weightsX = 0;
  #weightsY = 0;
  /** Smoothed light in a square around the star. */
  #light = new Float32Array(0);
  #side = 0;

  /**
   * Looks for the largest residual around a star. Returns false, with no valid results, if there is not enough space
   * around the star or no peak as sharp as a star.
   * @param top pixel of the patch where the smoothed light of the star is highest
   * @param fwhm of the stars, pixels
   * @param owners by pixel of the patch: only residuals at pixels with the same owner as `top` count
   */
  measure(patch: Patch, top: number, fwhm: number, owners: Int32Array | null): boolean {
    const { width, height } = patch;
    const reach = Math.ceil(MAX_DISTANCE * fwhm);
    const space = reach + MARGIN + 1;
    const [topX, topY] = [top % width, Math.floor(top / width)];
    if (Math.min(topX, topY, width - 1 - topX, height - 1 - topY) < space) return false;
    if (!this.centreOn(patch, top, fwhm)) return false;
    this.#load(patch, top, reach + MARGIN);
    const side = this.#side;
    const middle = side >> 1;
    const [dx, dy] = [this.#twiceX / 2 - topX, this.#twiceY / 2 - topY];
    this.peak = this.#light[middle * side + middle];
    this.excessPixel = -1;
    this.excess = 0;
    const [columns, rows] = [2 * middle + Math.floor(2 * dx), 2 * middle + Math.floor(2 * dy)];
    for (let j = middle - reach; j <= middle + reach; j++) {
      for (let i = middle - reach; i <= middle + reach; i++) {
        const square = (i - middle - dx) ** 2 + (j - middle - dy) ** 2;
        if (square < (MIN_DISTANCE * fwhm) ** 2 || square > (MAX_DISTANCE * fwhm) ** 2) continue;
        const pixel = top + (j - middle) * width + i - middle;
        const light = this.#light[j * side + i];
        if (light <= this.excess || (owners && owners[pixel] !== owners[top])) continue;
        const residual = light - this.#interpolate(this.#light, side, side, columns - i, rows - j);
        if (residual <= this.excess) continue;
        this.excess = residual;
        this.excessPixel = pixel;
      }
    }
    return true;
  }

  /** Sets the centre of rotation to the peak at a pixel of the patch; false if there is none as sharp as a star. */
  centreOn(patch: Patch, top: number, fwhm: number, light = patch.light): boolean {
    const [dx, dy] = [1, patch.width].map((step) => {
      const [before, here, after] = [-step, 0, step].map((offset) =>
        Math.log(patch.smoothedAt(top + offset, light))
      );
      const curvature = before - 2 * here + after;
      return -curvature > MIN_CURVATURE * (FWHM_PER_SIGMA / fwhm) ** 2
        ? (before - after) / (2 * curvature)
        : NaN;
    });
    if (!(Math.abs(dx) <= 0.5 && Math.abs(dy) <= 0.5)) return false;
    this.#twiceX = 2 * ((top % patch.width) + dx);
    this.#twiceY = 2 * (Math.floor(top / patch.width) + dy);
    this.#weightsX = 4 * Math.round((this.#twiceX % 1) * TABLE_STEPS);
    this.#weightsY = 4 * Math.round((this.#twiceY % 1) * TABLE_STEPS);
    return true;
  }

  /** The residual, not smoothed, at a pixel of the patch. */
  residualAt({ light, width, height }: Patch, i: number): number {
    return light[i] - this.rotated(light, width, height, i % width, Math.floor(i / width));
  }

  /** The light of a patch at the position opposite to one of its pixels; 0 outside the patch. */
  rotated(light: Float32Array, width: number, height: number, x: number, y: number): number {
    return this.#interpolate(
      light,
      width,
      height,
      Math.floor(this.#twiceX) - x,
      Math.floor(this.#twiceY) - y
    );
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

  /** Interpolates at the fraction of a pixel of all rotated positions after (`x`, `y`); 0 outside the patch. */
  #interpolate(light: Float32Array, width: number, height: number, x: number, y: number): number {
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
