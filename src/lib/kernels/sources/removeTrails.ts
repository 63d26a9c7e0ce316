import type { Image } from '../../domain/image/Image';
import type { Background } from '../sky/background';
import { barLike, isAlongAxis, type Bar } from './barLike';
import type { Footprints } from './findFootprints';
import { GrowingInt32Array } from '../array/GrowingInt32Array';
import { medianInPlace } from '../array/median';

/** Minimum length relative to the shorter side of the image and to its own width: the streak of an asteroid is a source. */
const MIN_LENGTH = 0.25;
const MIN_RATIO = 12;
/** Distance to either side of the line that is examined, in FWHM. */
const REACH = 4;
/** The same for finding the centre of the trail, in each round as its position becomes better known. */
const NEAR = [3, 2, 1.5, 1.5];
/** Standard deviations from the line beyond which the centre of a column is attributed to a star. */
const OUTLIER = 2;
/** Minimum light of a trail that is subtracted, in units of the noise of a pixel. */
const FAINTEST = 0.5;
/** Distance between profiles along the trail, reach of each to either side, and width of the bins across, pixels. */
const STEP = 32;
const SPAN = 48;
const BIN = 0.5;

export interface TrailRemoval {
  readonly image: Image;
  /** Number of trails removed. */
  readonly trails: number;
  /** Indices of the pixels that were changed. */
  readonly pixels: Int32Array;
}

/**
 * Removes the trails of satellites and aircraft in a copy of an image, leaving the stars under them; returns null if there
 * are none. A trail is a footprint at least a quarter of the image long, 12 times as long as wide, and not along the rows
 * or columns. Its profile is the median over 97 pixels along it, so that its brightness may vary.
 * @param fwhm of the stars, pixels
 * @param saturation values of the image at or above this one are saturated, and stay as they are
 */
export function removeTrails(
  image: Image,
  background: Background,
  footprints: Footprints,
  fwhm: number,
  saturation: number
): TrailRemoval | null {
  const minLength = MIN_LENGTH * Math.min(image.width, image.height);
  let data: Float32Array | null = null;
  let trails = 0;
  const pixels = new GrowingInt32Array();
  for (let i = 0; i < footprints.count; i++) {
    const bar = barLike(footprints, i);
    if (bar.length < minLength || bar.ratio < MIN_RATIO || isAlongAxis(bar)) continue;
    data ??= image.data.slice();
    trails++;
    const strip = new Strip(image, background, bar, extentOf(footprints, i), Math.ceil(REACH * fwhm));
    strip.straighten(fwhm);
    strip.forEachLight((light, pixel) => {
      if (!(light > FAINTEST * background.globalRms && image.data[pixel] < saturation)) return;
      data![pixel] -= light;
      pixels.push(pixel);
    });
  }
  return data && { image: { ...image, data }, trails, pixels: pixels.values.slice(0, pixels.length) };
}

interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The first column and row of footprint `i`, and those after its last. */
function extentOf({ offsets, rows, starts, ends }: Footprints, i: number): Extent {
  const [first, end] = [offsets[i], offsets[i + 1]];
  let left = Infinity;
  let right = 0;
  for (let run = first; run < end; run++) {
    left = Math.min(left, starts[run]);
    right = Math.max(right, ends[run]);
  }
  return { left, right, top: rows[first], bottom: rows[end - 1] + 1 };
}

/** The light within `reach` pixels of a line, by column along it; for a steep line, columns are rows of the image. */
class Strip {
  /** In the image: steps from a pixel to the next along and across, first column, and number of columns. */
  readonly #along: number;
  readonly #across: number;
  readonly #from: number;
  readonly #length: number;
  readonly #reach: number;
  /** By column: the row of the line. */
  #middle: (column: number) => number;
  /** By column: the first row. By column and row: the light, NaN outside the image. */
  readonly #tops: Int32Array;
  readonly #rows: number;
  readonly #light: Float32Array;

  constructor(
    { data, width, height }: Image,
    { level }: Background,
    bar: Bar,
    { left, right, top, bottom }: Extent,
    reach: number
  ) {
    const isSteep = Math.abs(Math.tan(bar.theta)) > 1;
    const [x, y, rows] = isSteep ? [bar.y, bar.x, width] : [bar.x, bar.y, height];
    const slope = isSteep ? 1 / Math.tan(bar.theta) : Math.tan(bar.theta);
    [this.#along, this.#across] = isSteep ? [width, 1] : [1, width];
    this.#from = isSteep ? top : left;
    this.#length = (isSteep ? bottom : right) - this.#from;
    this.#reach = reach;
    this.#middle = (column) => y + slope * (this.#from + column - x);
    this.#rows = 2 * reach + 1;
    this.#tops = Int32Array.from({ length: this.#length }, (_, c) => Math.round(this.#middle(c)) - reach);
    this.#light = new Float32Array(this.#length * this.#rows).fill(NaN);
    const sky = new Float32Array(1);
    for (let c = 0; c < this.#length; c++) {
      for (let row = Math.max(0, this.#tops[c]); row < Math.min(rows, this.#tops[c] + this.#rows); row++) {
        const pixel = this.#pixelAt(c, row);
        level.row(Math.floor(pixel / width), sky, pixel % width);
        this.#light[c * this.#rows + row - this.#tops[c]] = data[pixel] - sky[0];
      }
    }
  }

  #pixelAt(column: number, row: number): number {
    return (this.#from + column) * this.#along + row * this.#across;
  }

  /** Moves the line to the centre of the light in most columns. */
  straighten(fwhm: number): void {
    let limit = Infinity;
    for (const near of NEAR) {
      const line = this.#middle;
      const found: [column: number, offset: number][] = [];
      for (let c = 0; c < this.#length; c++) {
        const offset = this.#lightOffset(c, near * fwhm);
        if (Math.abs(offset) <= limit) found.push([c, offset]);
      }
      const { offset, slope, rms } = straightLine(found);
      this.#middle = (column) => line(column) + offset + slope * column;
      limit = OUTLIER * rms;
    }
  }

  /** Offset from the line to the centre of the light in a column, rows; NaN where it is dark. */
  #lightOffset(column: number, near: number): number {
    let [sum, moment] = [0, 0];
    this.#forEach(column, (offset, light) => {
      if (!(light > 0 && Math.abs(offset) <= near)) return;
      sum += light;
      moment += light * offset;
    });
    return moment / sum;
  }

  #forEach(column: number, visit: (offset: number, light: number, pixel: number) => void): void {
    const middle = this.#middle(column);
    for (let row = 0; row < this.#rows; row++) {
      const y = this.#tops[column] + row;
      const light = this.#light[column * this.#rows + row];
      if (Number.isFinite(light)) visit(y - middle, light, this.#pixelAt(column, y));
    }
  }

  /** Visits the pixels of the image, each with the light of the trail there. */
  forEachLight(visit: (light: number, pixel: number) => void): void {
    const last = Math.ceil((this.#length - 1) / STEP);
    const profiles = Array.from({ length: last + 1 }, (_, k) => this.#profile(k * STEP));
    for (let c = 0; c < this.#length; c++) {
      const k = Math.min(last - 1, Math.floor(c / STEP));
      const weight = c / STEP - k;
      this.#forEach(c, (offset, _, pixel) => {
        const bin = this.#binAt(offset);
        if (!(bin >= 0 && bin < profiles[k].length - 1)) return;
        visit(
          (1 - weight) * interpolate(profiles[k], bin) + weight * interpolate(profiles[k + 1], bin),
          pixel
        );
      });
    }
  }

  #binAt(offset: number): number {
    return (offset + this.#reach) / BIN;
  }

  /** Median light by bin across the line, over the columns around one. */
  #profile(column: number): Float32Array {
    const bins = Math.floor(this.#binAt(this.#reach)) + 1;
    const capacity = 2 * SPAN + 1;
    const values = new Float32Array(bins * capacity);
    const counts = new Int32Array(bins);
    for (let c = Math.max(0, column - SPAN); c <= Math.min(this.#length - 1, column + SPAN); c++) {
      this.#forEach(c, (offset, light) => {
        const bin = Math.round(this.#binAt(offset));
        if (bin >= 0 && bin < bins) values[bin * capacity + counts[bin]++] = light;
      });
    }
    return Float32Array.from(counts, (count, bin) =>
      count === 0 ? 0 : medianInPlace(values.subarray(bin * capacity), count)
    );
  }
}

/** Fits a straight line by least squares. */
function straightLine(points: readonly (readonly [x: number, y: number])[]) {
  let [sx, sy, sxx, sxy] = [0, 0, 0, 0];
  for (const [x, y] of points) {
    sx += x;
    sy += y;
    sxx += x * x;
    sxy += x * y;
  }
  const count = points.length;
  const slope = (count * sxy - sx * sy) / (count * sxx - sx * sx) || 0;
  const offset = (sy - slope * sx) / count || 0;
  const squares = points.reduce((sum, [x, y]) => sum + (y - offset - slope * x) ** 2, 0);
  return { offset, slope, rms: Math.sqrt(squares / count) };
}

function interpolate(values: Float32Array, position: number): number {
  const i = Math.floor(position);
  return values[i] + (position - i) * (values[i + 1] - values[i]);
}
