import type { Image } from '../../domain/image/Image';
import type { CellEdges } from './cellEdges';
import { type CountInBins, countInBins } from '../array/ClippingHistogram';

export interface HighestValue {
  /** The highest finite value; -Infinity if there is none. */
  readonly highest: number;
  /** How many pixels have it, and how many have a finite value. */
  readonly atHighest: number;
  readonly present: number;
}

/** The first `count` values of an array are finite values; valid until `takeFinite` is called again. */
export interface FiniteValues {
  readonly values: Float32Array;
  readonly count: number;
}

/** Finds the parts of a row where the smoothed image may be above a limit. */
export interface BrightParts {
  /** Limit by column, for sums with the unnormalised kernel (1 2 1, 2 4 2, 1 2 1); to be written by the caller. */
  readonly limits: Float32Array;
  /** For each part found in turn: its first column, and the column after its last. */
  readonly columns: Int32Array;
  /**
   * Finds the parts of a row other than the first and the last, and returns their number. The first and the last column
   * always belong to a part, as do blank pixels and their neighbours. Sums may be off by 1 part in a million.
   */
  find(y: number): number;
}

/** The searches that look at every pixel of an image, and so take most of the time of detection. */
export interface PixelScan {
  highestValue(): HighestValue;
  /** Index of the first pixel `start <= i < end` above a limit that is a float32 number; `end` if there is none. */
  firstAbove(start: number, end: number, limit: number): number;
  /** The finite values among every `step`-th pixel of a cell along both axes. */
  takeFinite(edges: CellEdges, step: number): FiniteValues;
  /** For values returned by `takeFinite`. */
  readonly countInBins: CountInBins;
  brightParts(): BrightParts;
}

export function plainPixelScan(image: Image): PixelScan {
  const { data } = image;
  let cell = new Float32Array(0);
  return {
    highestValue: () => highestValue(data),
    firstAbove: (start, end, limit) => firstAbove(data, start, end, limit),
    takeFinite: (edges, step) => {
      const size = (edges.right - edges.left) * (edges.bottom - edges.top);
      if (size > cell.length) cell = new Float32Array(2 * size);
      return { values: cell, count: takeFinite(image, edges, step, cell) };
    },
    countInBins,
    brightParts: () => brightParts(image)
  };
}

function highestValue(data: Float32Array): HighestValue {
  let highest = -Infinity;
  let atHighest = 0;
  let zeroUnlessBlank = 0;
  // By index, and as little as possible per pixel: counting the blank ones here would double the time.
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    zeroUnlessBlank += value - value;
    if (!(value >= highest) || value === Infinity || value === -Infinity) continue;
    if (value > highest) {
      highest = value;
      atHighest = 0;
    }
    atHighest++;
  }
  let present = data.length;
  if (zeroUnlessBlank !== 0) for (let i = 0; i < data.length; i++) if (data[i] - data[i] !== 0) present--;
  return { present, highest, atHighest };
}

function firstAbove(data: Float32Array, start: number, end: number, limit: number): number {
  let i = start;
  while (i < end && !(data[i] > limit)) i++;
  return i;
}

function takeFinite({ data, width }: Image, edges: CellEdges, step: number, out: Float32Array): number {
  const { left, right, top, bottom } = edges;
  let count = 0;
  for (let y = top; y < bottom; y += step)
    for (let k = y * width + left; k < y * width + right; k += step) {
      const value = data[k];
      out[count] = value;
      // True for finite values only.
      if (value - value === 0) count++;
    }
  return count;
}

function brightParts(image: Image): BrightParts {
  const { width } = image;
  const limits = new Float32Array(width);
  const columns = new Int32Array(width + 2);
  const find = (y: number): number => {
    let count = 0;
    for (let x = 0; x < width;) {
      columns[count++] = x = firstWhere(true, image, limits, y, x);
      columns[count++] = x = firstWhere(false, image, limits, y, x);
    }
    return count / 2;
  };
  return { limits, columns, find };
}

/** The first column from `x` on whose sum may be above the limit or, if not `mayBeAbove`, is not; `width` if there is none. */
function firstWhere(
  mayBeAbove: boolean,
  { data, width }: Image,
  limits: Float32Array,
  y: number,
  x: number
): number {
  if (x === 0) {
    if (mayBeAbove) return 0;
    x = 1;
  }
  let above = (y - 1) * width + x - 1;
  let middle = above + width;
  let below = middle + width;
  let before = data[above++] + 2 * data[middle++] + data[below++];
  let here = data[above++] + 2 * data[middle++] + data[below++];
  for (; x < width - 1; x++) {
    const after = data[above++] + 2 * data[middle++] + data[below++];
    const sum = before + 2 * here + after;
    if ((sum <= limits[x] && sum > -Infinity) !== mayBeAbove) return x;
    before = here;
    here = after;
  }
  return mayBeAbove ? width - 1 : width;
}
