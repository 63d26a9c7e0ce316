import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import { HalfTurn } from './HalfTurn';
import type { MeasuredPatch } from './measureSource';
import type { Patch } from './Patch';

/** Half the side of the square that holds the light of a source, in radii of a disc with the same number of pixels. */
const REACH = 1.25;

/** How often the light of each source is estimated: in the first pass, peaks are still pulled towards others. */
const PASSES = 2;

/** Light of one source in a rectangle of the patch, row-major. */
interface Template {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly light: Float32Array;
}

const NO_LIGHT: Template = { left: 0, top: 0, width: 0, light: new Float32Array(0) };

/**
 * Separates the light of blended sources. The light of a source is what is symmetric about its peak: at each pixel, the
 * smaller of the light there and at the opposite position, after subtracting the other sources. Made once and used for one
 * patch after another.
 *
 * Source: Lupton, "SDSS image processing I: the deblender".
 */
export class Blend {
  /** By pixel of the patch: the light minus the templates of all sources but one, and that source smoothed. */
  #light = new Float32Array(0);
  #smoothed = new Float32Array(0);
  readonly #fwhm: number;
  readonly #turn = new HalfTurn();

  /** @param fwhm of the stars, pixels */
  constructor(fwhm: number) {
    this.#fwhm = fwhm;
  }

  /**
   * Yields the patch with the pixels and the light of each source in turn, valid until the next one is requested. If there
   * are several, their pixels are flagged as blended.
   * @param labels by pixel of the patch: the source it belongs to, from 0, or -1
   * @param count number of sources
   */
  *sources(patch: Patch, labels: Int32Array, count: number): Generator<MeasuredPatch> {
    const sources = pixelsBySource(patch, labels, count);
    if (count === 1) yield { ...patch, pixels: sources[0], pixelCount: sources[0].length };
    if (count < 2) return;
    this.#load(patch);
    const templates = sources.map(() => NO_LIGHT);
    const heights = sources.map((pixels) => pixels.reduce((max, i) => Math.max(max, patch.smoothed[i]), 0));
    const order = [...heights.keys()].sort((a, b) => heights[b] - heights[a]);
    for (let pass = 0; pass < PASSES; pass++) {
      for (const source of order) {
        this.#add(templates[source], 1, patch.width);
        templates[source] = this.#subtract(patch, sources[source]);
      }
    }
    for (const [source, pixels] of sources.entries()) {
      this.#add(templates[source], 1, patch.width);
      for (const i of pixels) {
        this.#smoothed[i] = Math.max(0, patch.smoothedAt(i, this.#light));
        patch.quality[i] |= SOURCE_QUALITY.blended;
      }
      yield { ...patch, pixels, pixelCount: pixels.length, light: this.#light, smoothed: this.#smoothed };
      this.#add(templates[source], -1, patch.width);
    }
  }

  #load({ light, width, height }: Patch): void {
    const size = width * height;
    if (size > this.#light.length) {
      this.#light = new Float32Array(2 * size);
      this.#smoothed = new Float32Array(2 * size);
    }
    this.#light.set(light.subarray(0, size));
  }

  /** Subtracts the light of a source and returns it; none if it has no peak. */
  #subtract(patch: Patch, pixels: Int32Array): Template {
    const { width, height } = patch;
    const light = this.#light;
    const peak = highest(pixels, (i) => patch.smoothedAt(i, light));
    if (pixels.length === 0 || !this.#turn.centreOn(patch, peak, this.#fwhm, light)) return NO_LIGHT;
    const reach = Math.ceil(REACH * Math.sqrt(pixels.length / Math.PI));
    const [x, y] = [peak % width, Math.floor(peak / width)];
    const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
    const own = new Float32Array((right - left) * (bottom - top));
    for (let j = top, k = 0; j < bottom; j++) {
      for (let i = left; i < right; i++, k++) {
        const here = light[j * width + i];
        if (here > 0) own[k] = Math.max(0, Math.min(here, this.#turn.rotated(light, width, height, i, j)));
      }
    }
    const template = { left, top, width: right - left, light: own };
    this.#add(template, -1, width);
    return template;
  }

  #add({ left, top, width, light }: Template, sign: 1 | -1, patchWidth: number): void {
    for (let k = 0, row = top * patchWidth + left; k < light.length; row += patchWidth) {
      for (let i = row; i < row + width; i++, k++) this.#light[i] += sign * light[k];
    }
  }
}

function pixelsBySource(
  { pixels, pixelCount }: Patch,
  labels: Int32Array,
  count: number
): Int32Array<ArrayBuffer>[] {
  const counts = new Int32Array(count);
  for (let k = 0; k < pixelCount; k++) if (labels[pixels[k]] >= 0) counts[labels[pixels[k]]]++;
  const sources = Array.from(counts, (length) => new Int32Array(length));
  counts.fill(0);
  for (let k = 0; k < pixelCount; k++) {
    const label = labels[pixels[k]];
    if (label >= 0) sources[label][counts[label]++] = pixels[k];
  }
  return sources;
}

/** The brightest pixel. */
function highest(pixels: Int32Array, lightAt: (i: number) => number): number {
  let top = pixels[0];
  let max = -Infinity;
  for (const i of pixels) {
    const light = lightAt(i);
    if (light > max) [top, max] = [i, light];
  }
  return top;
}
