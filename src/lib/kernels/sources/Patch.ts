import type { Image } from '../../domain/image/Image';
import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import type { Background } from '../sky/background';
import type { Footprints } from './findFootprints';

/**
 * The part of an image around one footprint, background-subtracted, with a margin for measuring. Made once and loaded with
 * one footprint after another. Blank pixels and those outside the image count as background.
 */
export class Patch {
  /** Column and row of the image where the patch starts; may be negative. */
  left = 0;
  top = 0;
  width = 0;
  height = 0;
  /** Light above the background, by pixel of the patch, row-major (as are all the following). */
  light = new Float32Array(0);
  /** The same smoothed by the filter of `findFootprints` at the pixels of the footprint, 0 elsewhere. */
  smoothed = new Float32Array(0);
  /** Bits of `SOURCE_QUALITY` that each pixel gives to the source it belongs to. */
  quality = new Uint8Array(0);
  /** The `pixelCount` pixels of the footprint, in the order of the image. */
  pixels = new Int32Array(0);
  pixelCount = 0;
  /** Noise of a pixel at the centre of the patch. */
  rms = 0;
  readonly #image: Image;
  readonly #background: Background;
  /** Width of the margin around the footprint, pixels. */
  readonly margin: number;
  readonly #saturation: number;
  readonly #rms = new Float32Array(1);

  /**
   * @param margin around the footprint, pixels, at least 1
   * @param saturation values of the image at or above this one are saturated
   */
  constructor(image: Image, background: Background, margin: number, saturation: number) {
    this.#image = image;
    this.#background = background;
    this.margin = margin;
    this.#saturation = saturation;
  }

  /** Loads footprint `i`. */
  load(footprints: Footprints, i: number): void {
    const { offsets, rows, starts, ends } = footprints;
    let left = Infinity;
    let right = 0;
    let pixels = 0;
    for (let run = offsets[i]; run < offsets[i + 1]; run++) {
      left = Math.min(left, starts[run]);
      right = Math.max(right, ends[run]);
      pixels += ends[run] - starts[run];
    }
    const top = rows[offsets[i]];
    const bottom = rows[offsets[i + 1] - 1] + 1;
    this.left = left - this.margin;
    this.top = top - this.margin;
    this.width = right - left + 2 * this.margin;
    this.height = bottom - top + 2 * this.margin;
    this.#makeRoom(this.width * this.height, pixels);
    this.#loadLight();
    this.#background.rms.row((top + bottom) >> 1, this.#rms, (left + right) >> 1);
    this.rms = this.#rms[0];
    this.pixelCount = 0;
    for (let run = offsets[i]; run < offsets[i + 1]; run++) {
      const start = (rows[run] - this.top) * this.width - this.left;
      for (let x = starts[run]; x < ends[run]; x++) this.pixels[this.pixelCount++] = start + x;
    }
    this.smooth();
  }

  /** Computes `smoothed`, and drops pixels from the footprint where it is not above a limit. */
  smooth(limit = -Infinity): void {
    const { pixels, pixelCount, smoothed } = this;
    this.pixelCount = 0;
    for (let k = 0; k < pixelCount; k++) {
      const i = pixels[k];
      const value = this.smoothedAt(i);
      smoothed[i] = value > limit ? value : 0;
      if (value > limit) pixels[this.pixelCount++] = i;
    }
  }

  /** Light of the patch smoothed by the filter, at a pixel that is not in its first or last row. */
  smoothedAt(i: number, light = this.light): number {
    const { width } = this;
    const corners = light[i - width - 1] + light[i - width + 1] + light[i + width - 1] + light[i + width + 1];
    const sides = light[i - width] + light[i - 1] + light[i + 1] + light[i + width];
    return (corners + 2 * sides + 4 * light[i]) / 16;
  }

  #makeRoom(size: number, pixels: number): void {
    if (size > this.light.length) {
      this.light = new Float32Array(2 * size);
      this.smoothed = new Float32Array(2 * size);
      this.quality = new Uint8Array(2 * size);
    }
    if (pixels > this.pixels.length) this.pixels = new Int32Array(2 * pixels);
    this.light.fill(0, 0, size);
    this.smoothed.fill(0, 0, size);
    this.quality.fill(0, 0, size);
  }

  #loadLight(): void {
    const { data, width, height } = this.#image;
    const { light, quality } = this;
    const { blank, saturated, edge } = SOURCE_QUALITY;
    const saturation = this.#saturation;
    const from = Math.max(0, this.left);
    const to = Math.min(width, this.left + this.width);
    const bottom = Math.min(height, this.top + this.height);
    for (let y = Math.max(0, this.top); y < bottom; y++) {
      const start = (y - this.top) * this.width - this.left;
      this.#background.level.row(y, light, from, start + from, to - from);
      const row = y * width;
      for (let x = from; x < to; x++) {
        const value = data[row + x];
        const above = value - light[start + x];
        const isFinite = above - above === 0;
        light[start + x] = isFinite ? above : 0;
        if (!isFinite) this.mark(start + x, blank);
        if (value >= saturation) quality[start + x] |= saturated;
      }
      if (from === 0) quality[start] |= edge;
      if (to === width) quality[start + width - 1] |= edge;
      if (y === 0 || y === height - 1) for (let x = from; x < to; x++) quality[start + x] |= edge;
    }
  }

  /** Sets quality bits at a pixel and its neighbours. */
  mark(i: number, bits: number): void {
    const { quality, width } = this;
    const x = i % width;
    const first = Math.max(0, x - 1) - x;
    const last = Math.min(width - 1, x + 1) - x;
    for (let row = i - width; row <= i + width; row += width) {
      if (row < 0 || row >= width * this.height) continue;
      for (let k = row + first; k <= row + last; k++) quality[k] |= bits;
    }
  }
}
