import type { Image } from '../../domain/image/Image';
import { medianInPlace } from '../array/median';

export interface CosmicRayOptions {
  /** How many times the noise a pixel must stand out from its neighbours. */
  readonly sigclip?: number;
  /** Fraction of `sigclip` that is sufficient next to a pixel already found. */
  readonly sigfrac?: number;
  /** How much sharper than a star a pixel must be: a lower limit finds more cosmic rays, but also more centres of stars. */
  readonly objlim?: number;
  /** Electrons per unit of the image. */
  readonly gain?: number;
  /** Electrons. */
  readonly readNoise?: number;
  readonly maxIterations?: number;
}

export interface CosmicRays {
  /** 1 for every pixel that was hit. */
  readonly mask: Uint8Array;
  /** The image with each pixel that was hit replaced by the mean of surrounding pixels that were not. */
  readonly cleaned: Image;
}

/** How far from a replaced pixel the result for other pixels can change, pixels. */
const REACH = 4;
/** Side of the blocks whose lowest value is kept, pixels. */
const BLOCK = 16;

/**
 * Finds cosmic rays by their edges, which are sharper than any image formed by the telescope, and replaces them. Hot
 * pixels are found as well. Blank pixels are ignored and stay blank.
 *
 * Source: van Dokkum (2001), PASP 113, 1420 (L.A.Cosmic); the names of the options, their defaults and the replacement by
 * a mean are those of astroscrappy. Saturated stars get no special treatment.
 */
export function cosmicRays(image: Image, options: CosmicRayOptions = {}): CosmicRays {
  const { sigclip = 4.5, sigfrac = 0.3, objlim = 5, maxIterations = 4 } = options;
  const edges = new Edges(image, options.gain ?? 1, options.readNoise ?? 6.5);
  const mask = new Uint8Array(image.data.length);
  let suspects: Iterable<number> = mask.keys();
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const hits = new Set<number>();
    for (const i of suspects) if (edges.isCosmicRay(i, sigclip, objlim)) hits.add(i);
    edges.grow(hits, sigclip);
    edges.grow(hits, sigclip * sigfrac);
    const added = [...hits].filter((i) => !mask[i]);
    if (added.length === 0) break;
    for (const i of added) mask[i] = 1;
    suspects = edges.around(added, REACH);
    edges.replace(suspects, mask);
  }
  return { mask, cleaned: edges.image };
}

/**
 * The quantities of the paper, computed for single pixels as needed: the first and cheapest already rules out nearly all
 * pixels.
 */
class Edges {
  readonly image: Image;
  readonly #gain: number;
  readonly #readNoise: number;
  /** Noise by pixel, NaN where not computed yet. */
  readonly #noise: Float32Array;
  /** By block: the lowest value in it and the blocks around it. */
  readonly #lowest: Float32Array;
  /** All 0 except while pixels are being collected. */
  readonly #seen: Uint8Array;
  /** Space for the values of a median, and for those of medians taken inside another. */
  readonly #window = new Float32Array(49);
  readonly #innerWindow = new Float32Array(25);

  constructor({ data, width, height }: Image, gain: number, readNoise: number) {
    this.image = { data: data.slice(), width, height };
    this.#gain = gain;
    this.#readNoise = readNoise;
    this.#noise = new Float32Array(data.length).fill(NaN);
    this.#lowest = lowestByBlock(this.image);
    this.#seen = new Uint8Array(data.length);
  }

  isCosmicRay(i: number, sigclip: number, objlim: number): boolean {
    if (!(this.#laplacian(i) > 2 * sigclip * this.#noiseFloor(i))) return false;
    if (!(this.#significance(i) > sigclip)) return false;
    const excess = this.#excess(i);
    return excess > sigclip && excess > objlim * this.#fineStructure(i);
  }

  /** Adds the neighbours of the pixels whose excess is above a limit. */
  grow(pixels: Set<number>, limit: number): void {
    const neighbours = this.around(pixels, 1);
    for (const i of neighbours) {
      if (!pixels.has(i) && this.#excess(i) > limit) pixels.add(i);
    }
  }

  /** All pixels within `reach` rows and columns of any of these. */
  around(pixels: Iterable<number>, reach: number): number[] {
    const near: number[] = [];
    for (const i of pixels) {
      this.#forEachAround(i, reach, (neighbour) => {
        if (this.#seen[neighbour]) return;
        this.#seen[neighbour] = 1;
        near.push(neighbour);
      });
    }
    for (const i of near) this.#seen[i] = 0;
    return near;
  }

  /** Replaces those of the pixels that are in the mask, and forgets the noise of all. */
  replace(pixels: Iterable<number>, mask: Uint8Array): void {
    for (const i of pixels) {
      this.#noise[i] = NaN;
      if (mask[i]) this.image.data[i] = this.#meanAround(i, mask);
    }
  }

  /** Mean of the surrounding 5 x 5 pixels that are not in the mask; if there are none, of the nearest. */
  #meanAround(i: number, mask: Uint8Array, reach = 2): number {
    const { data, width, height } = this.image;
    if (reach > 2 && reach >= Math.max(width, height)) return data[i];
    let sum = 0;
    let count = 0;
    this.#forEachAround(i, reach, (neighbour) => {
      if (mask[neighbour] || Number.isNaN(data[neighbour])) return;
      sum += data[neighbour];
      count++;
    });
    return count > 0 ? sum / count : this.#meanAround(i, mask, reach + 1);
  }

  /** L+: the positive part of the negative Laplacian on a grid twice as fine, rebinned. */
  #laplacian(i: number): number {
    const { data, width } = this.image;
    const centre = data[i];
    const x = i % width;
    const left = this.#slope(centre, x > 0 ? data[i - 1] : NaN);
    const right = this.#slope(centre, x < width - 1 ? data[i + 1] : NaN);
    const up = this.#slope(centre, i >= width ? data[i - width] : NaN);
    const down = this.#slope(centre, i + width < data.length ? data[i + width] : NaN);
    const corners =
      Math.max(0, left + up) + Math.max(0, left + down) + Math.max(0, right + up) + Math.max(0, right + down);
    return corners / 4;
  }

  /** How much higher the centre is than a neighbour; the image continues flat beyond its edge and at blank pixels. */
  #slope(centre: number, neighbour: number): number {
    return Number.isNaN(neighbour) ? 0 : centre - neighbour;
  }

  /** N: the noise expected for the image without its sharp features. */
  #noiseAt(i: number): number {
    if (Number.isNaN(this.#noise[i])) {
      this.#noise[i] = this.#noiseOf(this.#medianOf((j) => this.image.data[j], i, 2, this.#innerWindow));
    }
    return this.#noise[i];
  }

  /** A lower bound of N that is cheap to compute. */
  #noiseFloor(i: number): number {
    return this.#noiseOf(this.#lowest[blockOf(i, this.image.width)]);
  }

  /** Photon noise of a value plus read noise. */
  #noiseOf(value: number): number {
    return Math.sqrt(Math.max(0, this.#gain * value) + this.#readNoise ** 2) / this.#gain;
  }

  /** S = L+ / 2 N */
  #significance(i: number): number {
    return this.#laplacian(i) / (2 * this.#noiseAt(i));
  }

  /** S' = S - M5(S): without the contribution of smooth objects. */
  #excess(i: number): number {
    return this.#significance(i) - this.#medianOf((j) => this.#significance(j), i, 2);
  }

  /** F = (M3 - M7(M3)) / N: the contribution of a star; kept above 0. */
  #fineStructure(i: number): number {
    const smooth = (j: number) => this.#medianOf((k) => this.image.data[k], j, 1, this.#innerWindow);
    return Math.max(0.01, (smooth(i) - this.#medianOf(smooth, i, 3)) / this.#noiseAt(i));
  }

  /** Median of a quantity over the square of pixels within `reach`, ignoring blank pixels. */
  #medianOf(quantity: (j: number) => number, i: number, reach: number, window = this.#window): number {
    let count = 0;
    this.#forEachAround(i, reach, (j) => {
      if (!Number.isNaN(this.image.data[j])) window[count++] = quantity(j);
    });
    return medianInPlace(window, count);
  }

  #forEachAround(i: number, reach: number, visit: (j: number) => void): void {
    const { width, height } = this.image;
    const x = i % width;
    const y = (i - x) / width;
    const right = Math.min(width - 1, x + reach);
    const bottom = Math.min(height - 1, y + reach);
    for (let row = Math.max(0, y - reach); row <= bottom; row++) {
      for (let column = Math.max(0, x - reach); column <= right; column++) visit(row * width + column);
    }
  }
}

const blockOf = (i: number, width: number): number =>
  Math.floor(Math.floor(i / width) / BLOCK) * Math.ceil(width / BLOCK) + Math.floor((i % width) / BLOCK);

function lowestByBlock({ data, width, height }: Image): Float32Array {
  const columns = Math.ceil(width / BLOCK);
  const rows = Math.ceil(height / BLOCK);
  const inside = new Float32Array(columns * rows).fill(Infinity);
  for (let i = 0; i < data.length; i++) {
    const block = blockOf(i, width);
    if (data[i] < inside[block]) inside[block] = data[i];
  }
  const around = inside.slice();
  for (let block = 0; block < around.length; block++) {
    const column = block % columns;
    for (let row = -columns; row <= columns; row += columns) {
      for (let step = column > 0 ? -1 : 0; step <= (column < columns - 1 ? 1 : 0); step++) {
        around[block] = Math.min(around[block], inside[block + row + step] ?? Infinity);
      }
    }
  }
  return around;
}
