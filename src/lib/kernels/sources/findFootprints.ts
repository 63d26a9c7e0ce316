import type { Image } from '../../domain/image/Image';
import type { Background } from '../sky/background';
import { GrowingInt32Array } from '../array/GrowingInt32Array';
import { plainPixelScan } from '../sky/PixelScan';

/**
 * Connected sets of pixels, stored as runs within rows: footprint `i` has the runs from `offsets[i]` up to, but not
 * including, `offsets[i + 1]`, in the order of their rows.
 */
export interface Footprints {
  readonly count: number;
  readonly offsets: Int32Array;
  /** By run: its row, its first column, and the column after its last. */
  readonly rows: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/**
 * Finds the sets of at least `minPixels` pixels, connected by sides or corners, where the background-subtracted image,
 * smoothed by a 3 x 3 filter (1 2 1, 2 4 2, 1 2 1), exceeds `threshold` times the noise of a pixel. Blank pixels and
 * those outside the image count as background.
 * @param scan of the image
 */
export function findFootprints(
  image: Image,
  background: Background,
  threshold: number,
  minPixels: number,
  scan = plainPixelScan(image)
): Footprints {
  const { width, height } = image;
  const runs = new Runs();
  const light = new SmoothedLight(image, background);
  const bright = scan.brightParts();
  const addPart = (y: number, start: number, end: number): void => {
    light.load(y, start, end);
    runs.addAbove(light, start, end, threshold);
  };
  for (let y = 0; y < height; y++) {
    if (y % BAND === 1) setLimits(bright.limits, background, threshold, y - 1, y + BAND);
    runs.beginRow(y);
    if (y === 0 || y === height - 1) {
      addPart(y, 0, width);
      continue;
    }
    const parts = bright.find(y);
    for (let k = 0; k < parts; k++) addPart(y, bright.columns[2 * k], bright.columns[2 * k + 1]);
  }
  return runs.footprints(minPixels);
}

/** Number of rows that share the same limits, and by what fraction these are lowered to allow for rounding. */
const BAND = 32;
const ROUNDING = 1e-5;

/**
 * Sets, by column, a limit for the image filtered as it is (the weights add up to 16) below which no pixel in the rows from
 * `top` to `bottom` can exceed the threshold. Most pixels are below it, and need no background computed for them.
 */
function setLimits(
  limits: Float32Array,
  { level, rms }: Background,
  threshold: number,
  top: number,
  bottom: number
): void {
  const sky = new Float64Array(limits.length);
  const noise = new Float64Array(limits.length);
  level.lowerBound(top, bottom, sky);
  rms.lowerBound(top, bottom, noise);
  for (let x = 0; x < limits.length; x++) {
    const margin = ROUNDING * (Math.abs(sky[x]) + threshold * Math.abs(noise[x]));
    limits[x] = 16 * (sky[x] + threshold * noise[x] - margin);
  }
}

/** Part of a row of the background-subtracted image, smoothed along the columns only. */
class SmoothedLight {
  /** By column, starting one before the first column, which has 0. */
  readonly sums: Float32Array;
  /** Noise of a pixel by column. */
  readonly rms: Float32Array;
  readonly #image: Image;
  readonly #background: Background;
  readonly #above: Float32Array;
  readonly #middle: Float32Array;
  readonly #below: Float32Array;

  constructor(image: Image, background: Background) {
    this.#image = image;
    this.#background = background;
    this.sums = new Float32Array(image.width + 2);
    this.rms = new Float32Array(image.width);
    this.#above = new Float32Array(image.width);
    this.#middle = new Float32Array(image.width);
    this.#below = new Float32Array(image.width);
  }

  /** Loads `rms` for the columns `start <= x < end` of row `y`, and `sums` for these and one more on either side. */
  load(y: number, start: number, end: number): void {
    this.#background.rms.row(y, this.rms, start, start, end - start);
    const from = Math.max(0, start - 1);
    const to = Math.min(this.#image.width, end + 1);
    this.#loadRow(y - 1, this.#above, from, to);
    this.#loadRow(y, this.#middle, from, to);
    this.#loadRow(y + 1, this.#below, from, to);
    smooth(this.#above, this.#middle, this.#below, this.sums, from, to);
  }

  #loadRow(y: number, out: Float32Array, from: number, to: number): void {
    const { data, width, height } = this.#image;
    if (y < 0 || y >= height) return void out.fill(0, from, to);
    this.#background.level.row(y, out, from, from, to - from);
    subtractFrom(data, y * width, out, from, to);
  }
}

/** Values that are not finite count as 0. */
function subtractFrom(data: Float32Array, start: number, out: Float32Array, from: number, to: number): void {
  for (let x = from; x < to; x++) {
    const value = data[start + x] - out[x];
    out[x] = value - value === 0 ? value : 0;
  }
}

function smooth(
  above: Float32Array,
  middle: Float32Array,
  below: Float32Array,
  sums: Float32Array,
  from: number,
  to: number
): void {
  for (let x = from; x < to; x++) sums[x + 1] = (above[x] + 2 * middle[x] + below[x]) * (1 / 16);
}

/** The runs found so far, in a union-find forest: the parent of a run is an earlier one of its footprint, or itself. */
class Runs {
  readonly #rows = new GrowingInt32Array();
  readonly #starts = new GrowingInt32Array();
  readonly #ends = new GrowingInt32Array();
  readonly #parents = new GrowingInt32Array();
  /** The current row, its first run, and the run in the previous row from which to look for neighbours of the next run. */
  #y = 0;
  #current = 0;
  #candidate = 0;

  beginRow(y: number): void {
    this.#y = y;
    this.#candidate = this.#current;
    this.#current = this.#rows.length;
  }

  /** Adds the runs between two columns; the light still has to be smoothed along the row. */
  addAbove({ sums, rms }: SmoothedLight, from: number, to: number, threshold: number): void {
    let start = -1;
    for (let x = from; x < to; x++) {
      const isAbove = sums[x] + 2 * sums[x + 1] + sums[x + 2] > threshold * rms[x];
      if (isAbove === start >= 0) continue;
      if (isAbove) {
        start = x;
      } else {
        this.#add(start, x);
        start = -1;
      }
    }
    if (start >= 0) this.#add(start, to);
  }

  #add(start: number, end: number): void {
    const run = this.#rows.length;
    this.#rows.push(this.#y);
    this.#starts.push(start);
    this.#ends.push(end);
    this.#parents.push(run);
    const starts = this.#starts.values;
    const ends = this.#ends.values;
    let candidate = this.#candidate;
    while (candidate < this.#current && ends[candidate] < start) candidate++;
    for (; candidate < this.#current && starts[candidate] <= end; candidate++) {
      this.#join(candidate, run);
      // It may touch the next run too.
      if (ends[candidate] > end) break;
    }
    this.#candidate = candidate;
  }

  #join(i: number, j: number): void {
    const a = this.#root(i);
    const b = this.#root(j);
    this.#parents.values[Math.max(a, b)] = Math.min(a, b);
  }

  #root(run: number): number {
    const parents = this.#parents.values;
    while (parents[run] !== run) {
      parents[run] = parents[parents[run]];
      run = parents[run];
    }
    return run;
  }

  footprints(minPixels: number): Footprints {
    const total = this.#rows.length;
    const starts = this.#starts.values;
    const ends = this.#ends.values;
    const pixels = new Int32Array(total);
    for (let run = 0; run < total; run++) pixels[this.#root(run)] += ends[run] - starts[run];

    const footprints = new Int32Array(total).fill(-1);
    const counts = new GrowingInt32Array();
    for (let run = 0; run < total; run++) {
      const root = this.#root(run);
      if (pixels[root] < minPixels) continue;
      if (root === run) {
        footprints[run] = counts.length;
        counts.push(0);
      }
      footprints[run] = footprints[root];
      counts.values[footprints[root]]++;
    }

    const count = counts.length;
    const offsets = new Int32Array(count + 1);
    for (let i = 0; i < count; i++) offsets[i + 1] = offsets[i] + counts.values[i];
    const next = offsets.slice();
    const sorted = {
      rows: new Int32Array(offsets[count]),
      starts: new Int32Array(offsets[count]),
      ends: new Int32Array(offsets[count])
    };
    for (let run = 0; run < total; run++) {
      if (footprints[run] < 0) continue;
      const index = next[footprints[run]]++;
      sorted.rows[index] = this.#rows.values[run];
      sorted.starts[index] = starts[run];
      sorted.ends[index] = ends[run];
    }
    return { count, offsets, ...sorted };
  }
}
