import type { Image } from '../../domain/image/Image';
import type { Background } from '../sky/background';
import { barLike, isAlongAxis, type Bar } from './barLike';
import type { Footprints } from './findFootprints';
import { GrowingInt32Array } from '../array/GrowingInt32Array';
import { medianInPlace } from '../array/median';

/** Least length, in the shorter side of the image and in its own width: the streak of an asteroid is a source. */
const LEAST_LENGTH = 0.25;
const LEAST_RATIO = 12;
/** Widths of a star to either side of the line that are looked at. */
const REACH = 4;
/** The same for the middle of the trail, time after time as it becomes known better. */
const NEAR = [3, 2, 1.5, 1.5];
/** Standard deviations from the line beyond which the middle of a column is that of a star. */
const OUTLIER = 2;
/** Least light of a trail that is taken off, in units of the noise of a pixel. */
const FAINTEST = 0.5;
/** Pixels from one profile to the next along the trail, those on either side that tell, and the bins across. */
const STEP = 32;
const SPAN = 48;
const BIN = 0.5;

export interface TrailLess {
  readonly image: Image;
  /** How many trails there were. */
  readonly trails: number;
  /** Indices of the pixels that are other than they were. */
  readonly pixels: Int32Array;
}

/**
 * A copy of an image without the trails of satellites and aircraft, whose stars are left; null if it has no trail.
 * A trail is a footprint at least a quarter of the image long, 12 times as long as wide, and not along the rows or
 * columns. Its profile is the median over 97 pixels along it, so that its brightness may change.
 * @param fwhm of the stars, pixels
 * @param saturation values of the image from this one on are saturated, and stay as they are
 */
export function removeTrails(
  image: Image,
  background: Background,
  footprints: Footprints,
  fwhm: number,
  saturation: number
): TrailLess | null {
  const least = LEAST_LENGTH * Math.min(image.width, image.height);
  let data: Float32Array | null = null;
  let trails = 0;
  const pixels = new GrowingInt32Array();
  for (let i = 0; i < footprints.count; i++) {
    const bar = barLike(footprints, i);
    if (bar.length < least || bar.ratio < LEAST_RATIO || isAlongAxis(bar)) continue;
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

/** Of footprint `i`: the first column and row, and those after the last. */
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

/** The light within `reach` pixels of a line, by column along it; of a steep line, columns are rows of the image. */
class Strip {
  /** Of the image: step from a pixel to the next along and across, first column, and how many there are. */
  readonly #along: number;
  readonly #across: number;
  readonly #from: number;
  readonly #length: number;
  readonly #reach: number;
  /** By column: the row of the line. */
  #middle: (column: number) => number;
  /** By column: the first row; by column and row: the light, NaN where there is none. */
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

  /** Moves the line to where the light is, of most columns. */
  straighten(fwhm: number): void {
    let limit = Infinity;
    for (const near of NEAR) {
      const line = this.#middle;
      const found: [column: number, aside: number][] = [];
      for (let c = 0; c < this.#length; c++) {
        const aside = this.#lightAside(c, near * fwhm);
        if (Math.abs(aside) <= limit) found.push([c, aside]);
      }
      const { offset, slope, rms } = straightLine(found);
      this.#middle = (column) => line(column) + offset + slope * column;
      limit = OUTLIER * rms;
    }
  }

  /** Rows from the line to the middle of the light of a column; NaN where that is dark. */
  #lightAside(column: number, near: number): number {
    let [sum, moment] = [0, 0];
    this.#forEach(column, (aside, light) => {
      if (!(light > 0 && Math.abs(aside) <= near)) return;
      sum += light;
      moment += light * aside;
    });
    return moment / sum;
  }

  #forEach(column: number, visit: (aside: number, light: number, pixel: number) => void): void {
    const middle = this.#middle(column);
    for (let row = 0; row < this.#rows; row++) {
      const y = this.#tops[column] + row;
      const light = this.#light[column * this.#rows + row];
      if (Number.isFinite(light)) visit(y - middle, light, this.#pixelAt(column, y));
    }
  }

  /** Visits the pixels of the image with the light of the trail. */
  forEachLight(visit: (light: number, pixel: number) => void): void {
    const last = Math.ceil((this.#length - 1) / STEP);
    const profiles = Array.from({ length: last + 1 }, (_, k) => this.#profile(k * STEP));
    for (let c = 0; c < this.#length; c++) {
      const k = Math.min(last - 1, Math.floor(c / STEP));
      const part = c / STEP - k;
      this.#forEach(c, (aside, _, pixel) => {
        const bin = this.#binAt(aside);
        if (!(bin >= 0 && bin < profiles[k].length - 1)) return;
        visit((1 - part) * between(profiles[k], bin) + part * between(profiles[k + 1], bin), pixel);
      });
    }
  }

  #binAt(aside: number): number {
    return (aside + this.#reach) / BIN;
  }

  /** Median light by bin across the line, of the columns around one. */
  #profile(column: number): Float32Array {
    const bins = Math.floor(this.#binAt(this.#reach)) + 1;
    const room = 2 * SPAN + 1;
    const values = new Float32Array(bins * room);
    const counts = new Int32Array(bins);
    for (let c = Math.max(0, column - SPAN); c <= Math.min(this.#length - 1, column + SPAN); c++) {
      this.#forEach(c, (aside, light) => {
        const bin = Math.round(this.#binAt(aside));
        if (bin >= 0 && bin < bins) values[bin * room + counts[bin]++] = light;
      });
    }
    return Float32Array.from(counts, (count, bin) =>
      count === 0 ? 0 : medianInPlace(values.subarray(bin * room), count)
    );
  }
}

/** Least squares. */
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

function between(values: Float32Array, place: number): number {
  const i = Math.floor(place);
  return values[i] + (place - i) * (values[i + 1] - values[i]);
}
