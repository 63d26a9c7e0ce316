import type { Image } from '../domain/Image';
import type { MeshSurface } from './MeshSurface';
import type { Positions } from './aperturePhotometry';
import { medianInPlace } from './median';

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
/** Standard deviation of what is left of normal noise after that. */
const LEFT_BY_CLIPPING = 0.98658;
/** Of the median to the mean, for normal noise: its standard deviation is larger by the root. */
const VARIANCE_OF_MEDIAN = Math.PI / 2;

/**
 * The sky in rings: the median of the pixels whose centres lie in one, of which those further than 3 standard
 * deviations from it were left out again and again. Stars only brighten, so the limits are those of the pixels below
 * the median: neighbours do not widen them.
 * @param inner, outer radii of the ring, pixels
 * @param level taken off every pixel before; by default nothing is
 * @throws RangeError unless 0 <= inner < outer, finite
 */
export function annulusSky(
  { data, width, height }: Image,
  { count, x, y }: Positions,
  inner: number,
  outer: number,
  level?: MeshSurface
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
  const side = 2 * Math.ceil(outer) + 2;
  const values = new Float32Array(Math.min(side, width) * Math.min(side, height));
  const row = new Float32Array(Math.min(side, width));
  for (let i = 0; i < count; i++) {
    let found = 0;
    const last = Math.min(height - 1, Math.floor(y[i] + outer));
    for (let j = Math.max(0, Math.ceil(y[i] - outer)); j <= last; j++) {
      const square = (j - y[i]) ** 2;
      const reach = Math.sqrt(outer ** 2 - square);
      const first = Math.max(0, Math.ceil(x[i] - reach));
      const end = Math.min(width, Math.floor(x[i] + reach) + 1);
      if (!(first < end)) continue;
      level?.row(j, row, first, 0, end - first);
      for (let k = first; k < end; k++) {
        if ((k - x[i]) ** 2 + square < inner ** 2) continue;
        const value = data[j * width + k] - row[k - first];
        // Neither NaN nor infinite.
        if (value - value === 0) values[found++] = value;
      }
    }
    const kept = clip(values, found);
    if (kept.count < MIN_PIXELS) continue;
    sky.level[i] = kept.median;
    sky.noise[i] = kept.noise;
    sky.error[i] = kept.noise * Math.sqrt(VARIANCE_OF_MEDIAN / kept.count);
    sky.pixels[i] = kept.count;
  }
  return sky;
}

function clip(values: Float32Array, count: number): { count: number; median: number; noise: number } {
  for (let iteration = 0; ; iteration++) {
    const median = spreadMedian(values, count);
    const limit = CLIP * noiseBelow(values, count, median);
    let kept = 0;
    for (let i = 0; i < count; i++) if (Math.abs(values[i] - median) <= limit) values[kept++] = values[i];
    if (kept === count || iteration === MAX_ITERATIONS)
      return { count, median, noise: noiseOf(values, count) };
    count = kept;
  }
}

/** Values that are often the same, as whole numbers are, count as spread over half of the gaps around them. */
function spreadMedian(values: Float32Array, count: number): number {
  const median = medianInPlace(values, count);
  let below = 0;
  let same = 0;
  let before = -Infinity;
  let after = Infinity;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    if (value < median) {
      below++;
      if (value > before) before = value;
    } else if (value === median) same++;
    else if (value < after) after = value;
  }
  if (same < 2 || before === -Infinity || after === Infinity) return median;
  return (before + median + ((after - before) * (count / 2 - below)) / same) / 2;
}

function noiseBelow(values: Float32Array, count: number, median: number): number {
  let squares = 0;
  let below = 0;
  for (let i = 0; i < count; i++) {
    if (values[i] > median) continue;
    squares += (values[i] - median) ** 2;
    below++;
  }
  return Math.sqrt(squares / below) / LEFT_BY_CLIPPING;
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
