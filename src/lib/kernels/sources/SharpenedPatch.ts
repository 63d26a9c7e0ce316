import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import type { Patch } from './Patch';

/** Widths of the two smoothings, in those of a star, and how much what is between them is stressed. */
const FINE = 0.475;
const COARSE = 0.95;
const STRESS = 3;
/** Part of the peak, and pixels that may be above it: a Gaussian star has 0.66 sigma^2 of them. */
const TOP = 0.9;
const LARGEST_TOP = (sigma: number) => 4 * (1 + 0.66 * sigma ** 2);
/** Pixels that two sources have, and the side, in sigma, of the largest footprint worth the work. */
const FEWEST_PIXELS = 10;
const LARGEST_SIDE = 47;

/**
 * The light of a patch made sharper than the optics made it, so that a star beside a brighter one is a peak and no
 * mere shoulder: unsharp masking, that is light smoothed a little and `STRESS` times what smoothing it more takes away.
 */
export class SharpenedPatch {
  /** Of a pixel, in units of that of the image. */
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
   * The light by pixel of the patch, valid at the pixels of its footprint and until it is called again; null where
   * peaks would come up that are no stars: in saturated and other flat light, and along trails.
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
      this.#light[i] = fine + STRESS * (fine - coarse);
    }
    return this.#light;
  }

  #canSharpen({ light, quality, pixels, pixelCount }: Patch): boolean {
    if (pixelCount < FEWEST_PIXELS || pixelCount > (LARGEST_SIDE * this.#sigma) ** 2) return false;
    let peak = 0;
    for (let k = 0; k < pixelCount; k++) {
      if (quality[pixels[k]] & SOURCE_QUALITY.saturated) return false;
      peak = Math.max(peak, light[pixels[k]]);
    }
    let top = 0;
    for (let k = 0; k < pixelCount; k++) if (light[pixels[k]] >= TOP * peak) top++;
    return top <= LARGEST_TOP(this.#sigma);
  }

  #makeRoom(size: number): void {
    if (size <= this.#light.length) return;
    this.#light = new Float32Array(2 * size);
    this.#fineRows = new Float32Array(2 * size);
    this.#coarseRows = new Float32Array(2 * size);
  }
}

/** From the middle on; with the other half it adds up to 1. */
function halfGaussian(sigma: number): Float64Array {
  const half = Float64Array.from({ length: Math.ceil(3 * sigma) + 1 }, (_, i) =>
    Math.exp(-((i / sigma) ** 2) / 2)
  );
  const sum = half.reduce((total, value) => total + 2 * value, -half[0]);
  return half.map((value) => value / sum);
}

/** @param step from a value to the next one of its row or column */
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
      const little = (fine[i] ?? 0) * (fine[j] ?? 0);
      squares += (little + STRESS * (little - coarse[i] * coarse[j])) ** 2;
    }
  }
  return Math.sqrt(squares);
}
