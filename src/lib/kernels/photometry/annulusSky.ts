import type { Image } from '../../domain/image/Image';
import type { MeshSurface } from '../sky/MeshSurface';
import type { Positions } from './aperturePhotometry';
import { ClippingHistogram } from '../array/ClippingHistogram';
import { quickselect } from '../array/quickselect';

export interface AnnulusOptions {
  /** Background to subtract from every pixel first; none by default. */
  readonly level?: MeshSurface;
  /** Circles around known neighbours whose pixels are left out, unless hardly any would remain. */
  readonly neighbours?: Circles;
  /** Standard deviation per pixel that sums have, by that of single pixels: where these are means of others. */
  readonly noiseFactor?: number;
}

/** Circles on an image, pixels. */
export interface Circles extends Positions {
  readonly radius: ArrayLike<number>;
}

/** The sky around each of several positions: NaN, and 0 pixels, where too few pixels remain. */
export interface AnnulusSky {
  /** Median, in units of the image; relative to the background if one was given. */
  readonly level: Float64Array;
  /** Standard deviation of a pixel, and of the median. */
  readonly noise: Float64Array;
  readonly error: Float64Array;
  /** Number of pixels kept. */
  readonly pixels: Uint32Array;
}

const CLIP = 3;
const MIN_PIXELS = 10;
/** Fraction of an annulus that must remain without its neighbours; otherwise their pixels are used as well. */
const MIN_FRACTION = 0.2;
/** Standard deviation of unit normal noise after clipping at 3 sigma. */
const CLIPPED_SIGMA = 0.98658;
/** Fraction of normal noise that is more than one standard deviation below its mean. */
const ONE_SIGMA_BELOW = 0.159;
/** Half-width of the histogram, in rough standard deviations. */
const SPAN = 6;
/** Variance of the median of normal noise relative to that of its mean. */
const VARIANCE_OF_MEDIAN = Math.PI / 2;

const histogram = new ClippingHistogram(512);
const sample = new Float32Array(63);

/**
 * Measures the sky in annuli: the median of the pixels whose centres lie in the annulus, after iteratively clipping those
 * more than 3 standard deviations from it. As stars only ever add light, the standard deviation is measured from the
 * pixels below the median, so that neighbours do not widen the limits.
 * @param inner, outer radii of the annulus, pixels
 * @throws RangeError unless 0 <= inner < outer, finite
 */
export function annulusSky(
  image: Image,
  { count, x, y }: Positions,
  inner: number,
  outer: number,
  { level, neighbours, noiseFactor = 1 }: AnnulusOptions = {}
): AnnulusSky {
  if (!(inner >= 0 && inner < outer && outer < Infinity)) {
    throw new RangeError(
      `An annulus needs an inner radius of at least 0 and a larger outer one, not ${inner} and ${outer}`
    );
  }
  const sky = {
    level: new Float64Array(count).fill(NaN),
    noise: new Float64Array(count).fill(NaN),
    error: new Float64Array(count).fill(NaN),
    pixels: new Uint32Array(count)
  };
  const annulus = new Annulus(image, inner, outer, level);
  const minPixels = MIN_FRACTION * Math.PI * (outer ** 2 - inner ** 2);
  for (let i = 0; i < count; i++) {
    const near = neighbours ? circlesNear(neighbours, x[i], y[i], outer) : [];
    let found = annulus.load(x[i], y[i], near);
    if (near.length > 0 && found < minPixels) found = annulus.load(x[i], y[i], []);
    const kept = clip(annulus.values, found);
    if (kept.count < MIN_PIXELS) continue;
    sky.level[i] = kept.median;
    sky.noise[i] = noiseFactor * kept.noise;
    sky.error[i] = sky.noise[i] * Math.sqrt(VARIANCE_OF_MEDIAN / kept.count);
    sky.pixels[i] = kept.count;
  }
  return sky;
}

interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** The circles of which any part lies within `reach` pixels of a position. */
function circlesNear(
  { count, x, y, radius }: Circles,
  centreX: number,
  centreY: number,
  reach: number
): Circle[] {
  const near: Circle[] = [];
  for (let i = 0; i < count; i++) {
    const square = (x[i] - centreX) ** 2 + (y[i] - centreY) ** 2;
    if (square < (reach + radius[i]) ** 2) near.push({ x: x[i], y: y[i], radius: radius[i] });
  }
  return near;
}

/** Collects the finite pixels in an annulus around one position after another, with the background subtracted. */
class Annulus {
  readonly values: Float32Array;
  readonly #row: Float32Array | null;
  /** By pixel of the current row: whether it lies in the circle of a neighbour. */
  readonly #isHidden: Uint8Array;

  constructor(
    readonly image: Image,
    readonly inner: number,
    readonly outer: number,
    readonly level: MeshSurface | undefined
  ) {
    const side = 2 * Math.ceil(outer) + 2;
    const width = Math.min(side, image.width);
    this.values = new Float32Array(width * Math.min(side, image.height));
    this.#row = level ? new Float32Array(width) : null;
    this.#isHidden = new Uint8Array(width);
  }

  /** @returns how many pixels there are */
  load(x: number, y: number, neighbours: readonly Circle[]): number {
    const { width, height } = this.image;
    this.#isHidden.fill(0);
    let found = 0;
    const last = Math.min(height - 1, Math.floor(y + this.outer));
    for (let j = Math.max(0, Math.ceil(y - this.outer)); j <= last; j++) {
      const square = (j - y) ** 2;
      const reach = Math.sqrt(this.outer ** 2 - square);
      const first = Math.max(0, Math.ceil(x - reach));
      const end = Math.min(width, Math.floor(x + reach) + 1);
      if (!(first < end)) continue;
      if (this.#row) this.level?.row(j, this.#row, first, 0, end - first);
      if (neighbours.length > 0) this.#hide(j, first, end, neighbours);
      // Half the width of the hole, whose edge belongs to the annulus.
      const hole = Math.sqrt(this.inner ** 2 - square);
      const left = hole > 0 ? Math.max(first, Math.min(end, Math.floor(x - hole) + 1)) : end;
      const right = hole > 0 ? Math.max(left, Math.min(end, Math.ceil(x + hole))) : end;
      found = this.#take(found, j, first, left, first);
      found = this.#take(found, j, right, end, first);
    }
    return found;
  }

  #hide(row: number, first: number, end: number, circles: readonly Circle[]): void {
    this.#isHidden.fill(0);
    for (const { x, y, radius } of circles) {
      const half = Math.sqrt(radius ** 2 - (row - y) ** 2);
      // NaN if the circle does not reach this row.
      if (half >= 0)
        this.#isHidden.fill(
          1,
          Math.max(0, Math.ceil(x - half) - first),
          Math.max(0, Math.min(end, Math.floor(x + half) + 1) - first)
        );
    }
  }

  #take(found: number, row: number, from: number, to: number, first: number): number {
    const { data } = this.image;
    const { values } = this;
    const level = this.#row;
    const isHidden = this.#isHidden;
    const start = row * this.image.width;
    for (let k = from; k < to; k++) {
      const value = level === null ? data[start + k] : data[start + k] - level[k - first];
      // True for finite values only.
      if (value - value === 0 && isHidden[k - first] === 0) values[found++] = value;
    }
    return found;
  }
}

interface Clipped {
  readonly count: number;
  readonly median: number;
  readonly noise: number;
}

/** Clips to a precision of 2 % of the noise, half of the error of the median of 1000 pixels. */
function clip(values: Float32Array, count: number): Clipped {
  if (count === 0) return { count, median: NaN, noise: NaN };
  const { middle, noise } = roughEstimate(values, count);
  if (noise === 0) return { count: occurrences(values, count, middle), median: middle, noise };
  const zero = middle - SPAN * noise;
  const width = (2 * SPAN * noise) / histogram.bins;
  histogram.load(values, count, zero, width);
  let low = 0;
  let high = histogram.bins - 1;
  for (;;) {
    const median = histogram.median(low, high);
    const below = histogram.scatter(low, Math.max(low, Math.round(median)), median) / CLIPPED_SIGMA;
    const nextLow = Math.max(low, Math.round(median - CLIP * below));
    const nextHigh = Math.min(high, Math.round(median + CLIP * below));
    if (nextLow === low && nextHigh === high) {
      const scatter = histogram.scatter(low, high, histogram.mean(low, high)) / CLIPPED_SIGMA;
      return {
        count: histogram.count(low, high),
        median: zero + (median + 0.5) * width,
        noise: scatter * width
      };
    }
    low = nextLow;
    high = nextHigh;
  }
}

/** The median of a sample, and the noise from the values below it (of all values, where most of the sample are equal). */
function roughEstimate(
  values: Float32Array,
  count: number
): { readonly middle: number; readonly noise: number } {
  const size = Math.min(count, sample.length);
  for (let i = 0; i < size; i++) sample[i] = values[Math.floor((i * count) / size)];
  const middle = quickselect(sample, size >> 1, size);
  const noise = middle - quickselect(sample, Math.floor(ONE_SIGMA_BELOW * size), size);
  if (noise > 0) return { middle, noise };
  let squares = 0;
  for (let i = 0; i < count; i++) squares += Math.min(0, values[i] - middle) ** 2;
  return { middle, noise: Math.sqrt((2 * squares) / count) };
}

function occurrences(values: Float32Array, count: number, value: number): number {
  let times = 0;
  for (let i = 0; i < count; i++) if (values[i] === value) times++;
  return times;
}
