import type { Image } from '../../domain/image/Image';
import { median } from '../array/median';

const TO_SIGMA = 1.4826;
/** The squares are in so many bands, which tell how certain their sums are. */
export const MOSAIC_BANDS = 16;

/** The sky of one of the four sets of pixels. */
export interface SquareSky {
  readonly level: number;
  readonly sigma: number;
  /** Standard error of the level. */
  readonly error: number;
}

/**
 * The four pixels of squares of the mosaic in bands of rows, for stars to be whole: those on the
 * upper left, and so on.
 * @param most squares that are looked at, about
 */
export function mosaicSquares({ data, width, height }: Image, most: number): readonly Float32Array[] {
  const [columns, rows] = [width >> 1, height >> 1];
  const bandRows = Math.ceil(Math.min(rows, most / columns) / MOSAIC_BANDS);
  const tops = Array.from({ length: Math.ceil(rows / bandRows) }, (_, band) => band * bandRows);
  const step = Math.max(1, Math.floor(tops.length / MOSAIC_BANDS));
  const sampled = tops
    .filter((_, band) => band % step === 0)
    .flatMap((top) => Array.from({ length: Math.min(bandRows, rows - top) }, (_, row) => top + row));
  const every = Math.max(1, Math.floor((sampled.length * columns) / most));
  const squares = Math.ceil(columns / every);
  return [0, 1, 2, 3].map((place) => {
    const values = new Float32Array(sampled.length * squares);
    let i = 0;
    for (const row of sampled)
      for (
        let x = 2 * row * width + (place >> 1) * width + (place & 1), n = 0;
        n < squares;
        n++, x += 2 * every
      )
        values[i++] = data[x]!;
    return values;
  });
}

/** By the mean of what is near the median, which has no steps where values are whole numbers. */
export function squareSky(values: Float32Array): SquareSky {
  const middle = median(values);
  const reach = 3 * TO_SIGMA * median(values.map((value) => Math.abs(value - middle)));
  const near = values.filter((value) => Math.abs(value - middle) <= reach);
  const level = near.reduce((sum, value) => sum + value, 0) / near.length;
  const sigma = Math.sqrt(near.reduce((sum, value) => sum + (value - level) ** 2, 0) / near.length);
  return { level, sigma, error: sigma / Math.sqrt(near.length) };
}
