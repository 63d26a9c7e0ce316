import type { Image } from '../../domain/image/Image';

const ROWS_AT_ONCE = 4;

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
    const row = data.subarray(y * width, (y + 1) * width);
    if (!fillRow(row, sums, weights)) {
      addRows(image, top, bottom, sums, weights);
      fillRow(row, sums, weights);
    }
  }
  return { data, width, height };
}

/** Whether all of the new pixels have a finite value. */
function fillRow(row: Float32Array, sums: Float64Array, weights: Float64Array): boolean {
  let probe = 0;
  for (let x = 0; x < row.length; x++) {
    const from = (x * sums.length) / row.length;
    const to = ((x + 1) * sums.length) / row.length;
    row[x] = integrate(sums, from, to) / integrate(weights, from, to);
    probe += row[x] - row[x];
  }
  return probe === 0;
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
  const last = Math.min(Math.ceil(to), height);
  const weightOf = (row: number): number => Math.min(row + 1, to) - Math.max(row, from);
  let total = 0;
  for (let row = Math.floor(from); row < last;) {
    const isWhole = row >= from && row + ROWS_AT_ONCE <= to;
    const weight = weightOf(row);
    if (isWhole) addFourRows(data, row * width, sums);
    else addRow(data, row * width, weight, sums);
    total += isWhole ? ROWS_AT_ONCE : weight;
    row += isWhole ? ROWS_AT_ONCE : 1;
  }
  weights.fill(total);
}

function addRow(data: Float32Array, start: number, weight: number, sums: Float64Array): void {
  for (let x = 0; x < sums.length; x++) sums[x] += weight * data[start + x];
}

/** In less time than one by one: the sums are fetched and stored a fourth as often. */
function addFourRows(data: Float32Array, start: number, sums: Float64Array): void {
  const width = sums.length;
  const second = start + width;
  const third = second + width;
  const fourth = third + width;
  for (let x = 0; x < width; x++)
    sums[x] += data[start + x] + data[second + x] + (data[third + x] + data[fourth + x]);
}

/** Integral of a histogram with bins of width 1. */
function integrate(bins: Float64Array, from: number, to: number): number {
  let total = 0;
  const last = Math.min(Math.ceil(to), bins.length);
  for (let i = Math.floor(from); i < last; i++) total += bins[i] * (Math.min(i + 1, to) - Math.max(i, from));
  return total;
}
