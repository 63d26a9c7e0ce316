import type { Image } from '../domain/Image';
import type { MeshSurface } from './MeshSurface';
import type { Positions } from './aperturePhotometry';
import { quickselect } from './quickselect';

export interface AnnulusOptions {
  /** Taken off every pixel before; by default nothing is. */
  readonly level?: MeshSurface;
  /** Circles whose pixels take no part, unless hardly any would be left: the light of known neighbours. */
  readonly neighbours?: Circles;
}

/** Circles on an image, pixels. */
export interface Circles extends Positions {
  readonly radius: ArrayLike<number>;
}

/** The sky around positions: one value for each. NaN, and 0 pixels, where too few are left to tell. */
export interface AnnulusSky {
  /** Median, in units of the image; above `level` where that was given. */
  readonly level: Float64Array;
  /** Standard deviation of a pixel, and of the median. */
  readonly noise: Float64Array;
  readonly error: Float64Array;
  /** Pixels that were kept. */
  readonly pixels: Uint32Array;
}

const CLIP = 3;
const MAX_ITERATIONS = 10;
const MIN_PIXELS = 10;
/** Part of a ring that must be left without its neighbours; else it is taken with them. */
const LEAST_LEFT = 0.2;
/** Standard deviation of what is left of normal noise after that. */
const LEFT_BY_CLIPPING = 0.98658;
/** Of the median to the mean, for normal noise: its standard deviation is larger by the root. */
const VARIANCE_OF_MEDIAN = Math.PI / 2;

/**
 * The sky in rings: the median of the pixels whose centres lie in one, of which those further than 3 standard
 * deviations from it were left out again and again. Stars only brighten, so the limits are those of the pixels below
 * the median: neighbours do not widen them.
 * @param inner, outer radii of the ring, pixels
 * @throws RangeError unless 0 <= inner < outer, finite
 */
export function annulusSky(
  image: Image,
  { count, x, y }: Positions,
  inner: number,
  outer: number,
  { level, neighbours }: AnnulusOptions = {}
): AnnulusSky {
  if (!(inner >= 0 && inner < outer && outer < Infinity)) {
    throw new RangeError(`a ring must have radii from 0 on, the second larger, not ${inner} and ${outer}`);
  }
  const sky = {
    level: new Float64Array(count).fill(NaN),
    noise: new Float64Array(count).fill(NaN),
    error: new Float64Array(count).fill(NaN),
    pixels: new Uint32Array(count)
  };
  const ring = new Ring(image, inner, outer, level);
  const least = LEAST_LEFT * Math.PI * (outer ** 2 - inner ** 2);
  for (let i = 0; i < count; i++) {
    const near = neighbours ? circlesNear(neighbours, x[i], y[i], outer) : [];
    let found = ring.load(x[i], y[i], near);
    if (near.length > 0 && found < least) found = ring.load(x[i], y[i], []);
    const kept = clip(ring.values, found);
    if (kept.count < MIN_PIXELS) continue;
    sky.level[i] = kept.median;
    sky.noise[i] = kept.noise;
    sky.error[i] = kept.noise * Math.sqrt(VARIANCE_OF_MEDIAN / kept.count);
    sky.pixels[i] = kept.count;
  }
  return sky;
}

interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Those that reach within so many pixels of a place. */
function circlesNear({ count, x, y, radius }: Circles, ofX: number, ofY: number, reach: number): Circle[] {
  const near: Circle[] = [];
  for (let i = 0; i < count; i++) {
    const square = (x[i] - ofX) ** 2 + (y[i] - ofY) ** 2;
    if (square < (reach + radius[i]) ** 2) near.push({ x: x[i], y: y[i], radius: radius[i] });
  }
  return near;
}

/** The finite pixels of a ring around one position after the other, above a level if there is one. */
class Ring {
  readonly values: Float32Array;
  readonly #row: Float32Array | null;
  /** By pixel of one row: whether it is in a circle of a neighbour. */
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

  /** @returns how many there are */
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
      // Half of the columns in the hole, whose edge is part of the ring.
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
      // Not so where it is no number: the circle ends above or below.
      if (half >= 0)
        this.#isHidden.fill(
          1,
          Math.max(0, Math.ceil(x - half) - first),
          Math.max(0, Math.min(end, Math.floor(x + half) + 1) - first)
        );
    }
  }

  #take(found: number, row: number, from: number, to: number, first: number): number {
    const { data, width } = this.image;
    const { values } = this;
    const level = this.#row;
    const isHidden = this.#isHidden;
    for (let k = from; k < to; k++) {
      if (isHidden[k - first]) continue;
      const value = data[row * width + k] - (level ? level[k - first] : 0);
      // Neither NaN nor infinite.
      if (value - value === 0) values[found++] = value;
    }
    return found;
  }
}

interface Clipped {
  readonly count: number;
  readonly median: number;
  readonly noise: number;
}

function clip(values: Float32Array, count: number): Clipped {
  if (count === 0) return { count, median: NaN, noise: NaN };
  // No value before this index is greater, none from it on smaller, than the median of the last round.
  let split = 0;
  for (let iteration = 0; ; iteration++) {
    const middle = count >>> 1;
    quickselect(values, middle, middle < split ? split : count);
    const { median, noise } = lowerHalf(values, count);
    const limit = CLIP * noise;
    let kept = 0;
    split = 0;
    for (let i = 0; i < count; i++) {
      if (i === middle) split = kept;
      if (Math.abs(values[i] - median) <= limit) values[kept++] = values[i];
    }
    if (kept === count || iteration === MAX_ITERATIONS)
      return { count, median, noise: noiseOf(values, count) };
    count = kept;
  }
}

/**
 * The median of values of which the middle one is in its place, and the noise of those no greater. Values that are
 * often the same, as whole numbers are, count as spread over half of the gaps around them.
 */
function lowerHalf(values: Float32Array, count: number): { median: number; noise: number } {
  const middle = count >>> 1;
  const upper = values[middle];
  // Of the values below the upper one of the middle.
  let below = 0;
  let sum = 0;
  let squares = 0;
  let before = -Infinity;
  for (let i = 0; i < middle; i++) {
    const off = values[i] - upper;
    if (off === 0) continue;
    below++;
    sum += off;
    squares += off * off;
    if (values[i] > before) before = values[i];
  }
  let same = middle - below;
  let after = Infinity;
  for (let i = middle; i < count; i++) {
    if (values[i] === upper) same++;
    else if (values[i] < after) after = values[i];
  }
  const isBetween = count % 2 === 0 && below === middle;
  let median = isBetween ? (before + upper) / 2 : upper;
  if (!isBetween && same > 1 && before > -Infinity && after < Infinity)
    median = (before + upper + ((after - before) * (count / 2 - below)) / same) / 2;
  // About the median instead of the value that it is near.
  const off = median - upper;
  const equal = off < 0 ? 0 : same;
  const about = squares - 2 * off * sum + (below + equal) * off * off;
  return { median, noise: Math.sqrt(Math.max(0, about) / (below + equal)) / LEFT_BY_CLIPPING };
}

function noiseOf(values: Float32Array, count: number): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const above = values[i] - values[0];
    sum += above;
    squares += above * above;
  }
  return Math.sqrt(Math.max(0, squares - (sum * sum) / count) / count) / LEFT_BY_CLIPPING;
}
