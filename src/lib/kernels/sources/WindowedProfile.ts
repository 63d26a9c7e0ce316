import { FWHM_PER_SIGMA } from './fwhmPerSigma';
import type { Patch } from './Patch';

type Light = Pick<Patch, 'light' | 'width' | 'height'>;

const MAX_ITERATIONS = 16;
/** The centroid has converged when it moves by less, pixels. */
const TOLERANCE = 1e-4;
/** Light at the edge of the core, as a fraction of the peak. */
const CORE = 0.4;
/** Radius of the window, sigma. */
const REACH = 4;
/** How often the window is fitted to a source of unknown width. */
const WIDTH_STEPS = 3;

/** Position and width of a source from its light under a Gaussian window. Made once and used for one after another. */
export class WindowedProfile {
  /** Pixels of the patch. */
  x = NaN;
  y = NaN;
  /** Full width at half maximum, mean of both axes and along the minor axis; NaN if the profile is not Gaussian. */
  fwhm = NaN;
  minorFwhm = NaN;
  /** Weights of the window by column and by row. */
  #columns = new Float64Array(0);
  #rows = new Float64Array(0);

  /**
   * Moves the window from (`x`, `y`) until it is centred on the light under it. Returns false if it does not converge
   * within `4 sigma`.
   *
   * Source: XWIN_IMAGE of Source Extractor (Bertin, user manual, "Windowed positional parameters").
   * @param sigma of the window, pixels: about that of the source
   */
  measure(patch: Light, x: number, y: number, sigma: number): boolean {
    const { light, width, height } = patch;
    const perSquare = 1 / (2 * sigma * sigma);
    const reach = REACH * sigma;
    let centreX = x;
    let centreY = y;
    for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      const left = Math.max(0, Math.ceil(centreX - reach));
      const right = Math.min(width - 1, Math.floor(centreX + reach));
      const top = Math.max(0, Math.ceil(centreY - reach));
      const bottom = Math.min(height - 1, Math.floor(centreY + reach));
      this.#makeRoom(Math.max(right - left, bottom - top) + 1);
      const columns = this.#columns;
      const rows = this.#rows;
      fillGaussian(columns, right - left + 1, left - centreX, perSquare);
      fillGaussian(rows, bottom - top + 1, top - centreY, perSquare);
      let sum = 0;
      let sumX = 0;
      let sumY = 0;
      let sumXX = 0;
      let sumXY = 0;
      let sumYY = 0;
      for (let j = top; j <= bottom; j++) {
        let row = 0;
        let rowX = 0;
        let rowXX = 0;
        const start = j * width;
        for (let i = left; i <= right; i++) {
          const dx = i - centreX;
          const value = columns[i - left] * light[start + i];
          row += value;
          rowX += value * dx;
          rowXX += value * dx * dx;
        }
        const dy = j - centreY;
        const weight = rows[j - top];
        sum += weight * row;
        sumX += weight * rowX;
        sumXX += weight * rowXX;
        sumY += weight * row * dy;
        sumXY += weight * rowX * dy;
        sumYY += weight * row * dy * dy;
      }
      if (!(sum > 0)) return false;
      const stepX = (2 * sumX) / sum;
      const stepY = (2 * sumY) / sum;
      centreX += stepX;
      centreY += stepY;
      if ((centreX - x) ** 2 + (centreY - y) ** 2 > reach * reach) return false;
      if (stepX * stepX + stepY * stepY < TOLERANCE * TOLERANCE) {
        this.x = centreX;
        this.y = centreY;
        this.#setWidths(patch, sumXX / sum, sumXY / sum, sumYY / sum, sigma * sigma);
        return true;
      }
    }
    return false;
  }

  #makeRoom(side: number): void {
    if (side <= this.#columns.length) return;
    this.#columns = new Float64Array(2 * side);
    this.#rows = new Float64Array(2 * side);
  }

  /**
   * The same for a source of unknown width, with a window fitted to it. Returns false if that is wider than a quarter of
   * the patch.
   * @param sigma of the window to start with, pixels: no more than about that of the source
   */
  measureUnknown(patch: Light, x: number, y: number, sigma: number): boolean {
    for (let step = 0; step < WIDTH_STEPS; step++) {
      if (!this.measure(patch, x, y, sigma)) return false;
      if (Number.isNaN(this.fwhm)) sigma *= 2;
      else sigma = this.fwhm / FWHM_PER_SIGMA;
      if (!(REACH * sigma < patch.width)) return false;
    }
    return this.fwhm > 0;
  }

  /**
   * The mean width comes from the core, which is not widened by the wings; the ratio of the axes comes from the moments: a
   * Gaussian of covariance C under a window of covariance W has moments M with 1/M = 1/C + 1/W.
   */
  #setWidths(patch: Light, xx: number, xy: number, yy: number, window: number): void {
    const mean = (xx + yy) / 2;
    const half = Math.hypot((xx - yy) / 2, xy);
    const major = unwindowed(mean + half, window);
    const minor = unwindowed(mean - half, window);
    this.fwhm = this.#coreFwhm(patch, FWHM_PER_SIGMA * Math.sqrt((major + minor) / 2));
    this.minorFwhm = this.fwhm * Math.sqrt((2 * minor) / (major + minor));
  }

  /** From the slope of the logarithm of the light against the squared radius, down to a little below half the peak. */
  #coreFwhm({ light, width, height }: Light, reach: number): number {
    if (!(reach < Math.max(width, height))) return NaN;
    const left = Math.max(0, Math.ceil(this.x - reach));
    const right = Math.min(width - 1, Math.floor(this.x + reach));
    const top = Math.max(0, Math.ceil(this.y - reach));
    const bottom = Math.min(height - 1, Math.floor(this.y + reach));
    const limit = CORE * light[Math.round(this.y) * width + Math.round(this.x)];
    if (!(limit > 0)) return NaN;
    let sum = 0;
    let sumR = 0;
    let sumV = 0;
    let sumRR = 0;
    let sumRV = 0;
    for (let j = top; j <= bottom; j++) {
      for (let i = left; i <= right; i++) {
        const value = light[j * width + i];
        const r = (i - this.x) ** 2 + (j - this.y) ** 2;
        if (!(value > limit && r <= reach * reach)) continue;
        const weight = value * value;
        const v = Math.log(value);
        sum += weight;
        sumR += weight * r;
        sumV += weight * v;
        sumRR += weight * r * r;
        sumRV += weight * r * v;
      }
    }
    const slope = (sum * sumRV - sumR * sumV) / (sum * sumRR - sumR * sumR);
    return slope < 0 ? Math.sqrt((-4 * Math.LN2) / slope) : NaN;
  }
}

/** exp(-d^2 perSquare) for `count` distances d from `from` on in steps of 1, by recurrence, as `exp` is slow. */
function fillGaussian(out: Float64Array, count: number, from: number, perSquare: number): void {
  let value = Math.exp(-from * from * perSquare);
  let ratio = Math.exp(-(2 * from + 1) * perSquare);
  const fall = Math.exp(-2 * perSquare);
  for (let k = 0; k < count; k++) {
    out[k] = value;
    value *= ratio;
    ratio *= fall;
  }
}

const unwindowed = (moment: number, window: number): number =>
  moment > 0 && moment < window ? (moment * window) / (window - moment) : NaN;
