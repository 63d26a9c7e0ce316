import type { Image } from '../../domain/image/Image';
import { cellEdges } from './cellEdges';
import { MeshSurface } from './MeshSurface';
import { cellStatistics } from './cellStatistics';
import { plainPixelScan, type PixelScan } from './PixelScan';

export interface BackgroundOptions {
  /** Side of a mesh cell, pixels: several times the size of the largest source. */
  readonly meshSize?: number;
  /** Side of the square of cells over which the median filter works, cells; odd. */
  readonly filterSize?: number;
  /** Only every `step`-th pixel along both axes is used; odd, so that all colours of a mosaic are. By default, all. */
  readonly step?: number;
  /** Scan of the image. */
  readonly scan?: PixelScan;
}

/** The background of an image and its noise: surfaces that are evaluated row by row as needed. */
export interface Background {
  readonly level: MeshSurface;
  readonly rms: MeshSurface;
  /** Medians over the mesh. */
  readonly globalLevel: number;
  readonly globalRms: number;
}

/**
 * Estimates the background of an image with stars: clipped statistics in the cells of a mesh, a median filter over the
 * mesh, and a bicubic spline through it. Blank pixels are ignored; a cell with more than half of its pixels blank takes
 * the values of the cells around it. All is NaN if every cell is such.
 *
 * The number of cells is chosen to match `meshSize` best, with all cells of the same size to within a pixel.
 *
 * Source: Bertin & Arnouts (1996), A&AS 117, 393, section 3.
 * @throws RangeError if `meshSize` is not at least 2, or `filterSize` or `step` not odd
 */
export function background(image: Image, options: BackgroundOptions = {}): Background {
  const { meshSize = 64, filterSize = 3, step = 1, scan = plainPixelScan(image) } = options;
  if (!(meshSize >= 2)) throw new RangeError(`meshSize must be at least 2, not ${meshSize}`);
  if (!(filterSize % 2 === 1)) throw new RangeError(`filterSize must be odd, not ${filterSize}`);
  if (!(step % 2 === 1)) throw new RangeError(`step must be odd, not ${step}`);
  const { width, height } = image;
  const columns = Math.max(1, Math.round(width / meshSize));
  const rows = Math.max(1, Math.round(height / meshSize));
  const { levels, rms } = statisticsByCell(image, columns, rows, step, scan);
  fillUnknown(levels, columns);
  fillUnknown(rms, columns);
  const level = new MeshSurface(medianFilter(levels, columns, filterSize), columns, width, height);
  const noise = new MeshSurface(medianFilter(rms, columns, filterSize), columns, width, height);
  return { level, rms: noise, globalLevel: medianOf(level.values), globalRms: medianOf(noise.values) };
}

/** Background and noise of each cell; NaN where too few pixels have a value. */
function statisticsByCell(
  { width, height }: Image,
  columns: number,
  rows: number,
  step: number,
  scan: PixelScan
) {
  const levels = new Float64Array(columns * rows).fill(NaN);
  const rms = new Float64Array(columns * rows).fill(NaN);
  const statistics = new Float64Array(2);
  for (let i = 0; i < levels.length; i++) {
    const edges = cellEdges(i, columns, rows, width, height);
    const { values, count } = scan.takeFinite(edges, step);
    const sampled =
      Math.ceil((edges.right - edges.left) / step) * Math.ceil((edges.bottom - edges.top) / step);
    if (count === 0 || 2 * count < sampled) continue;
    cellStatistics(values, count, statistics, scan.countInBins);
    levels[i] = statistics[0];
    rms[i] = statistics[1];
  }
  return { levels, rms };
}

/** Replaces each NaN by the mean of the known cells next to it, working inward ring by ring. */
function fillUnknown(values: Float64Array, columns: number): void {
  const around: number[] = [];
  for (;;) {
    const known = values.slice();
    let filled = 0;
    for (let i = 0; i < values.length; i++) {
      if (!Number.isNaN(known[i])) continue;
      knownAround(known, columns, i, 1, 1, around);
      if (around.length === 0) continue;
      values[i] = around.reduce((sum, value) => sum + value) / around.length;
      filled++;
    }
    if (filled === 0) return;
  }
}

/** Median filter whose window shrinks at the edges, to stay symmetric: a slope then causes no bias. */
function medianFilter(values: Float64Array, columns: number, size: number): Float64Array {
  const rows = values.length / columns;
  const around: number[] = [];
  const filtered = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const column = i % columns;
    const row = (i - column) / columns;
    const reachX = Math.min((size - 1) / 2, column, columns - 1 - column);
    const reachY = Math.min((size - 1) / 2, row, rows - 1 - row);
    knownAround(values, columns, i, reachX, reachY, around);
    sortFew(around);
    filtered[i] = medianOfSorted(around);
  }
  return filtered;
}

/** Collects in `out` the values that are not NaN within `reachX` columns and `reachY` rows of cell `i`. */
function knownAround(
  values: Float64Array,
  columns: number,
  i: number,
  reachX: number,
  reachY: number,
  out: number[]
): void {
  out.length = 0;
  const column = i % columns;
  const row = (i - column) / columns;
  const last = Math.min(values.length / columns - 1, row + reachY);
  for (let y = Math.max(0, row - reachY); y <= last; y++) {
    for (let x = Math.max(0, column - reachX); x <= Math.min(columns - 1, column + reachX); x++) {
      const value = values[y * columns + x];
      if (!Number.isNaN(value)) out.push(value);
    }
  }
}

/** Insertion sort. */
function sortFew(values: number[]): void {
  for (let i = 1; i < values.length; i++) {
    const value = values[i];
    let k = i;
    for (; k > 0 && values[k - 1] > value; k--) values[k] = values[k - 1];
    values[k] = value;
  }
}

const medianOf = (values: Float64Array): number => medianOfSorted(values.slice().sort());

function medianOfSorted(sorted: Float64Array | readonly number[]): number {
  const half = sorted.length >>> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
