import type { Image } from '../../domain/image/Image';
import type { Section } from '../../domain/image/Section';
import { medianInPlace } from '../array/median';

/**
 * Subtracts the bias level of each row, the median of its overscan pixels, as in ccdproc.subtract_overscan. An overscan
 * wider than it is high lies above or below the image and is used column by column instead. Rows or columns outside it
 * take the level of the nearest one inside.
 * @returns a new image of the same size
 * @throws RangeError if the overscan is empty or not within the image
 */
export function subtractOverscan(image: Image, overscan: Section): Image {
  const { data, width, height } = image;
  const { x0, x1, y0, y1 } = overscan;
  if (!(0 <= x0 && x0 < x1 && x1 <= width && 0 <= y0 && y0 < y1 && y1 <= height))
    throw new RangeError(
      `The overscan ${x0}:${x1},${y0}:${y1} is empty or outside the image of ${width} x ${height} pixels`
    );
  const levels = x1 - x0 > y1 - y0 ? columnLevels(image, overscan) : rowLevels(image, overscan);
  const subtracted = new Float32Array(data.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const along = x1 - x0 > y1 - y0 ? clamp(x, x0, x1 - 1) - x0 : clamp(y, y0, y1 - 1) - y0;
      subtracted[i] = data[i] - levels[along];
    }
  }
  return { data: subtracted, width, height };
}

function rowLevels({ data, width }: Image, { x0, x1, y0, y1 }: Section): Float32Array {
  const pixels = new Float32Array(x1 - x0);
  return Float32Array.from({ length: y1 - y0 }, (_, row) => {
    const start = (y0 + row) * width;
    return medianOfFinite(pixels, (k) => data[start + x0 + k]);
  });
}

function columnLevels({ data, width }: Image, { x0, x1, y0, y1 }: Section): Float32Array {
  const pixels = new Float32Array(y1 - y0);
  return Float32Array.from({ length: x1 - x0 }, (_, column) =>
    medianOfFinite(pixels, (k) => data[(y0 + k) * width + x0 + column])
  );
}

function medianOfFinite(values: Float32Array, pixel: (k: number) => number): number {
  let count = 0;
  for (let k = 0; k < values.length; k++) {
    const value = pixel(k);
    if (Number.isFinite(value)) values[count++] = value;
  }
  return medianInPlace(values, count);
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
