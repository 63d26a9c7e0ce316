import type { Image } from '../../domain/image/Image';

/**
 * The image made smaller, so that no side is longer than `maxSide`; the aspect is kept to the pixel. Each new
 * pixel is the mean of the area it covers, without its blank part; it is blank if all of that is. An image
 * that fits already comes back as it is.
 * @throws RangeError if `maxSide` is not at least 1.
 */
export function downsample(image: Image, maxSide: number): Image {
  if (!(maxSide >= 1)) throw new RangeError('maxSide must be at least 1');
  const ratio = Math.floor(maxSide) / Math.max(image.width, image.height);
  if (ratio >= 1) return image;
  const width = Math.max(1, Math.round(image.width * ratio));
  const height = Math.max(1, Math.round(image.height * ratio));
  const data = new Float32Array(width * height);
  const sums = new Float64Array(image.width);
  const weights = new Float64Array(image.width);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [(y * image.height) / height, ((y + 1) * image.height) / height];
    addWholeRows(image, top, bottom, sums, weights);
    if (!sums.every(Number.isFinite)) addRows(image, top, bottom, sums, weights);
    for (let x = 0; x < width; x++) {
      const from = (x * image.width) / width;
      const to = ((x + 1) * image.width) / width;
      data[y * width + x] = integrate(sums, from, to) / integrate(weights, from, to);
    }
  }
  return { data, width, height };
}

/** Adds up the rows between two heights, each weighted by how much of it lies between them, column by column. */
function addRows(image: Image, from: number, to: number, sums: Float64Array, weights: Float64Array): void {
  sums.fill(0);
  weights.fill(0);
  const last = Math.min(Math.ceil(to), image.height);
  for (let row = Math.floor(from); row < last; row++) {
    const weight = Math.min(row + 1, to) - Math.max(row, from);
    const start = row * image.width;
    for (let x = 0; x < image.width; x++) {
      const value = image.data[start + x];
      if (Number.isNaN(value)) continue;
      sums[x] += weight * value;
      weights[x] += weight;
    }
  }
}

/** The same in less time, where no pixel is blank: the sum of a column in which one is is NaN. */
function addWholeRows(
  { data, width, height }: Image,
  from: number,
  to: number,
  sums: Float64Array,
  weights: Float64Array
): void {
  sums.fill(0);
  let total = 0;
  const last = Math.min(Math.ceil(to), height);
  for (let row = Math.floor(from); row < last; row++) {
    const weight = Math.min(row + 1, to) - Math.max(row, from);
    addRow(data, row * width, weight, sums);
    total += weight;
  }
  weights.fill(total);
}

function addRow(data: Float32Array, start: number, weight: number, sums: Float64Array): void {
  for (let x = 0; x < sums.length; x++) sums[x] += weight * data[start + x];
}

/** Integral of a histogram with bins of width 1. */
function integrate(bins: Float64Array, from: number, to: number): number {
  let total = 0;
  const last = Math.min(Math.ceil(to), bins.length);
  for (let i = Math.floor(from); i < last; i++) total += bins[i] * (Math.min(i + 1, to) - Math.max(i, from));
  return total;
}
