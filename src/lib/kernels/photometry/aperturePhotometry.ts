import type { Image } from '../../domain/image/Image';
import type { MeshSurface } from '../sky/MeshSurface';
import { circleOverlap } from './circleOverlap';

/** Positions in an image, pixels; (0, 0) is the centre of its first pixel. */
export interface Positions {
  readonly count: number;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export interface ApertureOptions {
  /** Sky level to subtract from every pixel; none by default. */
  readonly level?: MeshSurface;
  /** Values of the image at or above this one are saturated. */
  readonly saturation?: number;
}

/** Sums in circles of one radius: one value for each position. */
export interface ApertureSums {
  /** Pixels. */
  readonly radius: number;
  /** Sum over the pixels of the image that are not blank, in units of the image; NaN where the position is NaN. */
  readonly sum: Float64Array;
  /** Area of the circle that lies on such pixels, pixels. */
  readonly area: Float64Array;
  /** Numbers of blank and of saturated pixels that lie wholly or partly in the circle. */
  readonly blank: Uint32Array;
  readonly saturated: Uint32Array;
}

const BLANK = 1;
const SATURATED = 2;

/**
 * Sums the light in circular apertures, weighting each pixel by the exact area of its overlap with the circle (method
 * `exact` of photutils): one result for each radius, in their order.
 * @throws RangeError if a radius is not greater than 0 and finite
 */
export function aperturePhotometry(
  image: Image,
  positions: Positions,
  radii: readonly number[],
  options: ApertureOptions = {}
): ApertureSums[] {
  const { count, x, y } = positions;
  const results: ApertureSums[] = [];
  for (const radius of radii) {
    if (!(radius > 0 && radius < Infinity))
      throw new RangeError(`A radius must be greater than 0, not ${radius}`);
    results.push({
      radius,
      sum: new Float64Array(count),
      area: new Float64Array(count),
      blank: new Uint32Array(count),
      saturated: new Uint32Array(count)
    });
  }
  const cutOut = new CutOut(image, options);
  const reach = Math.max(0, ...radii);
  for (let i = 0; i < count; i++) {
    cutOut.load(x[i], y[i], reach);
    for (const result of results) cutOut.sum(x[i], y[i], result, i);
  }
  return results;
}

/** The part of the image around one position that holds its apertures. */
class CutOut {
  readonly #image: Image;
  readonly #level: MeshSurface | undefined;
  readonly #saturation: number;
  #left = 0;
  #top = 0;
  #width = 0;
  #height = 0;
  /** By pixel: light above the sky level (0 if blank), and flags. */
  #light = new Float64Array(0);
  #flags = new Uint8Array(0);
  /** The sky level in one row; zeros if none is given. */
  #row = new Float32Array(0);

  constructor(image: Image, { level, saturation = Infinity }: ApertureOptions) {
    this.#image = image;
    this.#level = level;
    this.#saturation = saturation;
  }

  load(x: number, y: number, reach: number): void {
    const { data, width, height } = this.#image;
    this.#left = Math.max(0, Math.floor(x - reach));
    this.#top = Math.max(0, Math.floor(y - reach));
    this.#width = Math.max(0, Math.min(width - 1, Math.ceil(x + reach)) - this.#left + 1) || 0;
    this.#height = Math.max(0, Math.min(height - 1, Math.ceil(y + reach)) - this.#top + 1) || 0;
    this.#makeRoom();
    const light = this.#light;
    const flags = this.#flags;
    const level = this.#row;
    const saturation = this.#saturation;
    for (let j = 0, k = 0; j < this.#height; j++) {
      const start = (this.#top + j) * width + this.#left;
      this.#level?.row(this.#top + j, level, this.#left, 0, this.#width);
      for (let i = 0; i < this.#width; i++, k++) {
        const value = data[start + i];
        const above = value - level[i];
        const isFinite = above - above === 0;
        light[k] = isFinite ? above : 0;
        flags[k] = (isFinite ? 0 : BLANK) | (value >= saturation ? SATURATED : 0);
      }
    }
  }

  #makeRoom(): void {
    const size = this.#width * this.#height;
    if (size > this.#light.length) {
      this.#light = new Float64Array(2 * size);
      this.#flags = new Uint8Array(2 * size);
    }
    if (this.#width > this.#row.length) this.#row = new Float32Array(2 * this.#width);
  }

  /** Sums over a circle around (`x`, `y`), as position `p` of a result. */
  sum(x: number, y: number, result: ApertureSums, p: number): void {
    if (!Number.isFinite(x + y)) {
      result.sum[p] = NaN;
      return;
    }
    const { radius } = result;
    const light = this.#light;
    const flags = this.#flags;
    const square = radius * radius;
    const centreX = x - this.#left;
    const centreY = y - this.#top;
    const bottom = Math.min(this.#height - 1, Math.ceil(centreY + radius));
    // In local variables: engines allocate an object for each number that passes through a field or a call.
    let sum = 0;
    let area = 0;
    for (let j = Math.max(0, Math.floor(centreY - radius)); j <= bottom; j++) {
      const dy = Math.abs(j - centreY);
      const near = Math.max(0, dy - 0.5);
      const far = dy + 0.5;
      // Half-widths of the range of columns that the circle touches in this row, and of those entirely inside it.
      const touched = Math.sqrt(Math.max(0, square - near * near)) + 0.5;
      const inside = Math.sqrt(Math.max(0, square - far * far)) - 0.5;
      const first = Math.max(0, Math.ceil(centreX - touched));
      const end = Math.min(this.#width, Math.floor(centreX + touched) + 1);
      for (let i = first, k = j * this.#width + first; i < end; i++, k++) {
        const overlap = Math.abs(i - centreX) <= inside ? 1 : circleOverlap(i - centreX, dy, radius);
        if (flags[k] !== 0 && overlap > 0) {
          if (flags[k] & SATURATED) result.saturated[p]++;
          if (flags[k] & BLANK) {
            result.blank[p]++;
            continue;
          }
        }
        sum += overlap * light[k];
        area += overlap;
      }
    }
    result.sum[p] = sum;
    result.area[p] = area;
  }
}
