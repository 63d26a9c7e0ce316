import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import type { Patch } from './Patch';

/** Sigma of the two Gaussian filters relative to that of a star, and the weight of the difference between them. */
const FINE = 0.475;
const COARSE = 0.95;
const AMOUNT = 3;
/** Fraction of the peak, and how many pixels may be above it: a Gaussian star has 0.66 sigma^2 of them. */
const TOP = 0.9;
const maxTopPixels = (sigma: number) => 4 * (1 + 0.66 * sigma ** 2);
/** The number of pixels two sources have at least, and the side of the largest footprint worth the work, in sigma. */
const MIN_PIXELS = 10;
const MAX_SIDE = 47;

/**
 * The light of a patch, sharpened so that a star next to a brighter one becomes a peak and not just a shoulder: unsharp
 * masking, that is slightly smoothed light plus `AMOUNT` times what further smoothing removes.
 */
export class SharpenedPatch {
  /** Noise of a pixel, relative to that in the image. */
  readonly noise: number;
  readonly #sigma: number;
  readonly #fine: Float64Array;
  readonly #coarse: Float64Array;
  #light = new Float32Array(0);
  #fineRows = new Float32Array(0);
  #coarseRows = new Float32Array(0);

  /** @param sigma of the stars, pixels */
  constructor(sigma: number) {
    this.#sigma = sigma;
    this.#fine = halfGaussian(FINE * sigma);
    this.#coarse = halfGaussian(COARSE * sigma);
    this.noise = noiseOf(this.#fine, this.#coarse);
  }

  /**
   * The sharpened light by pixel of the patch, valid at the pixels of its footprint and until the next call; null where
   * peaks would appear that are not stars: in saturated stars and other flat light, and along trails.
   */
  light(patch: Patch): Float32Array | null {
    if (!this.#canSharpen(patch)) return null;
    const { light, pixels, pixelCount, width, height, margin } = patch;
    this.#makeRoom(width * height);
    const reach = this.#coarse.length - 1;
    for (let y = margin - reach; y < height - margin + reach; y++) {
      const end = (y + 1) * width - margin;
      for (let i = y * width + margin; i < end; i++) {
        this.#fineRows[i] = smoothed(light, 1, this.#fine, i);
        this.#coarseRows[i] = smoothed(light, 1, this.#coarse, i);
      }
    }
    for (let k = 0; k < pixelCount; k++) {
      const i = pixels[k];
      const fine = smoothed(this.#fineRows, width, this.#fine, i);
      const coarse = smoothed(this.#coarseRows, width, this.#coarse, i);
      this.#light[i] = fine + AMOUNT * (fine - coarse);
    }
    return this.#light;
  }

  #canSharpen({ light, quality, pixels, pixelCount }: Patch): boolean {
    if (pixelCount < MIN_PIXELS || pixelCount > (MAX_SIDE * this.#sigma) ** 2) return false;
    let peak = 0;
    for (let k = 0; k < pixelCount; k++) {
      if (quality[pixels[k]] & SOURCE_QUALITY.saturated) return false;
      peak = Math.max(peak, light[pixels[k]]);
    }
    let top = 0;
    for (let k = 0; k < pixelCount; k++) if (light[pixels[k]] >= TOP * peak) top++;
    return top <= maxTopPixels(this.#sigma);
  }

  #makeRoom(size: number): void {
    if (size <= this.#light.length) return;
    this.#light = new Float32Array(2 * size);
    this.#fineRows = new Float32Array(2 * size);
    this.#coarseRows = new Float32Array(2 * size);
  }
}

/** A Gaussian from its centre outwards; together with the other half it adds up to 1. */
function halfGaussian(sigma: number): Float64Array {
  const half = Float64Array.from({ length: Math.ceil(3 * sigma) + 1 }, (_, i) =>
    Math.exp(-((i / sigma) ** 2) / 2)
  );
  const sum = half.reduce((total, value) => total + 2 * value, -half[0]);
  return half.map((value) => value / sum);
}

/** @param step from a value to the next one in its row or column */
function smoothed(values: Float32Array, step: number, half: Float64Array, i: number): number {
  let sum = half[0] * values[i];
  for (let k = 1, offset = step; k < half.length; k++, offset += step) {
    sum += half[k] * (values[i - offset] + values[i + offset]);
  }
  return sum;
}

function noiseOf(fine: Float64Array, coarse: Float64Array): number {
  let squares = 0;
  for (let y = 1 - coarse.length; y < coarse.length; y++) {
    for (let x = 1 - coarse.length; x < coarse.length; x++) {
      const [i, j] = [Math.abs(x), Math.abs(y)];
      const weight = (fine[i] ?? 0) * (fine[j] ?? 0);
      squares += (weight + AMOUNT * (weight - coarse[i] * coarse[j])) ** 2;
    }
  }
  return Math.sqrt(squares);
}
