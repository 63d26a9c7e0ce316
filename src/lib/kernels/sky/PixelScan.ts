import type { Image } from '../../domain/image/Image';
import type { CellEdges } from './cellEdges';
import { type CountInBins, countInBins } from '../array/ClippingHistogram';

export interface HighestValue {
  /** Of the finite values; -Infinity without any. */
  readonly highest: number;
  /** How many pixels have it, and how many have a finite value. */
  readonly atHighest: number;
  readonly present: number;
}

/** Values that are finite: the first `count` of an array, until the next are taken. */
export interface FiniteValues {
  readonly values: Float32Array;
  readonly count: number;
}

/** Finds parts of rows in which the image, smoothed, may be above limits. */
export interface BrightParts {
  /** By column, for the filter (1 2 1, 2 4 2, 1 2 1) as it is; to be written. */
  readonly limits: Float32Array;
  /** Of the parts that were found: the first column, and that after the last, of one after the other. */
  readonly columns: Int32Array;
  /**
   * Finds the parts of a row that is not the first nor the last, and says how many there are. The first and the last
   * column belong to one, and so do blank pixels and those beside them. Sums may be wrong by 1 part in a million.
   */
  find(y: number): number;
}

/** Looks at each pixel of an image, which takes longer than all that is done with what is found. */
export interface PixelScan {
  highestValue(): HighestValue;
  /** Index of the first of the pixels `start <= i < end` that is above a limit of float32; `end` if none is. */
  firstAbove(start: number, end: number, limit: number): number;
  /** Of every `step`-th pixel of a cell along both axes. */
  takeFinite(edges: CellEdges, step: number): FiniteValues;
  /** Of values that `takeFinite` gave. */
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
  let unlessBlank = 0;
  // By index, and of most pixels no more than needs be: counting the blank ones here would double the time.
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    unlessBlank += value - value;
    if (!(value >= highest) || value === Infinity || value === -Infinity) continue;
    if (value > highest) {
      highest = value;
      atHighest = 0;
    }
    atHighest++;
  }
  let present = data.length;
  if (unlessBlank !== 0) for (let i = 0; i < data.length; i++) if (data[i] - data[i] !== 0) present--;
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
      // Neither NaN nor infinite.
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

/** The first column from `x` on whose pixel may be above the limit, or that may not; `width` without any. */
function firstWhere(
  mayBe: boolean,
  { data, width }: Image,
  limits: Float32Array,
  y: number,
  x: number
): number {
  if (x === 0) {
    if (mayBe) return 0;
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
    if ((sum <= limits[x] && sum > -Infinity) !== mayBe) return x;
    before = here;
    here = after;
  }
  return mayBe ? width - 1 : width;
}
