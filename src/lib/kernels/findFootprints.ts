import type { Image } from '../domain/Image';
import type { Background } from './background';
import { GrowingInt32Array } from './GrowingInt32Array';

/**
 * Connected sets of pixels, as runs within rows: those of footprint `i` are from `offsets[i]` to
 * `offsets[i + 1]`, in the order of their rows.
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
 * The sets of at least `minPixels` pixels, joined by sides or corners, at which the image above its background,
 * smoothed by a 3 x 3 filter (1 2 1, 2 4 2, 1 2 1), is above `threshold` times the noise of a pixel. Blank pixels
 * and what is beyond the edges count as background.
 */
export function findFootprints(
  image: Image,
  background: Background,
  threshold: number,
  minPixels: number
): Footprints {
  const { width, height } = image;
  const runs = new Runs();
  const columns = new SmoothedColumns(image, background);
  const rms = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    background.rms.row(y, rms);
    runs.addRow(y, columns.next(), rms, threshold);
  }
  return runs.footprints(minPixels);
}

/** The image smoothed along its columns only, one row after the other. */
class SmoothedColumns {
  readonly #image: Image;
  readonly #background: Background;
  #y = 0;
  #above: Float32Array;
  #middle: Float32Array;
  #below: Float32Array;
  readonly #sums: Float32Array;

  constructor(image: Image, background: Background) {
    this.#image = image;
    this.#background = background;
    this.#above = new Float32Array(image.width);
    this.#middle = new Float32Array(image.width);
    this.#below = new Float32Array(image.width);
    this.#sums = new Float32Array(image.width + 2);
    this.#load(0, this.#below);
  }

  /** With one value more on either side; valid until it is called again. */
  next(): Float32Array {
    const last = this.#above;
    this.#above = this.#middle;
    this.#middle = this.#below;
    this.#below = last;
    this.#load(++this.#y, last);
    smooth(this.#above, this.#middle, this.#below, this.#sums);
    return this.#sums;
  }

  #load(y: number, out: Float32Array): void {
    const { data, width, height } = this.#image;
    if (y >= height) return void out.fill(0);
    this.#background.level.row(y, out);
    subtractFrom(data, y * width, out);
  }
}

/** What is not finite is no light. */
function subtractFrom(data: Float32Array, start: number, out: Float32Array): void {
  for (let x = 0; x < out.length; x++) {
    const value = data[start + x] - out[x];
    out[x] = value - value === 0 ? value : 0;
  }
}

function smooth(above: Float32Array, middle: Float32Array, below: Float32Array, sums: Float32Array): void {
  const { length } = middle;
  for (let x = 0; x < length; x++) sums[x + 1] = (above[x] + 2 * middle[x] + below[x]) * (1 / 16);
}

/** Runs as they are found. Each has a lower one it is joined to, or itself if there is none. */
class Runs {
  readonly #rows = new GrowingInt32Array();
  readonly #starts = new GrowingInt32Array();
  readonly #ends = new GrowingInt32Array();
  readonly #parents = new GrowingInt32Array();
  /** First run of this row. */
  #current = 0;

  /** @param sums what is left to do is to smooth them along the row */
  addRow(y: number, sums: Float32Array, rms: Float32Array, threshold: number): void {
    let candidate = this.#current;
    this.#current = this.#rows.length;
    const { length } = rms;
    let start = -1;
    for (let x = 0; x < length; x++) {
      const isAbove = sums[x] + 2 * sums[x + 1] + sums[x + 2] > threshold * rms[x];
      if (isAbove === start >= 0) continue;
      if (isAbove) {
        start = x;
      } else {
        candidate = this.#add(y, start, x, candidate);
        start = -1;
      }
    }
    if (start >= 0) this.#add(y, start, length, candidate);
  }

  /** Looks for neighbours from run `candidate` of the row before on, and gives back where the next run should. */
  #add(y: number, start: number, end: number, candidate: number): number {
    const run = this.#rows.length;
    this.#rows.push(y);
    this.#starts.push(start);
    this.#ends.push(end);
    this.#parents.push(run);
    const starts = this.#starts.values;
    const ends = this.#ends.values;
    while (candidate < this.#current && ends[candidate] < start) candidate++;
    for (; candidate < this.#current && starts[candidate] <= end; candidate++) {
      this.#join(candidate, run);
      // It may reach the next run too.
      if (ends[candidate] > end) break;
    }
    return candidate;
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
      const place = next[footprints[run]]++;
      sorted.rows[place] = this.#rows.values[run];
      sorted.starts[place] = starts[run];
      sorted.ends[place] = ends[run];
    }
    return { count, offsets, ...sorted };
  }
}
