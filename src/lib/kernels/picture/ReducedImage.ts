import type { Image } from '../../domain/image/Image';

/** Sampled of all pixels, to find the limits between which to show them. */
const SAMPLES = 2 ** 16;

/**
 * An image made smaller by a whole factor while it comes in strips, so that it is never whole in memory: each new pixel
 * is the mean of a square, without its blank part. What is left over at the right and at the end is left out.
 */
export class ReducedImage {
  readonly image: Image;
  readonly #sums: Float64Array;
  readonly #counts: Float64Array;
  readonly #sampled: number[] = [];
  readonly #stride: number;
  #rows = 0;

  /** @throws RangeError if nothing would be left */
  constructor(
    private readonly width: number,
    height: number,
    private readonly factor: number
  ) {
    const [small, low] = [Math.floor(width / factor), Math.floor(height / factor)];
    if (!(small >= 1 && low >= 1)) throw new RangeError(`${width} x ${height} pixels, by ${factor}`);
    this.image = { data: new Float32Array(small * low), width: small, height: low };
    this.#sums = new Float64Array(small);
    this.#counts = new Float64Array(small);
    this.#stride = Math.max(1, Math.floor((width * height) / SAMPLES));
  }

  /** Pixels of the whole image, evenly. */
  get sample(): Float32Array {
    return Float32Array.from(this.#sampled);
  }

  /** Takes the next whole rows. */
  add(rows: Float32Array): void {
    const { width } = this;
    const before = this.#rows * width;
    for (let i = (this.#stride - (before % this.#stride)) % this.#stride; i < rows.length; i += this.#stride)
      this.#sampled.push(rows[i]);
    for (let from = 0; from < rows.length; from += width) this.#addRow(rows.subarray(from, from + width));
  }

  #addRow(row: Float32Array): void {
    const { factor, image } = this;
    const sums = this.#sums;
    const counts = this.#counts;
    for (let x = 0, i = 0; x < image.width; x++) {
      let sum = 0;
      let count = 0;
      for (const end = i + factor; i < end; i++) {
        const value = row[i];
        if (Number.isNaN(value)) continue;
        sum += value;
        count++;
      }
      sums[x] += sum;
      counts[x] += count;
    }
    this.#rows++;
    if (this.#rows % factor !== 0) return;
    const start = (this.#rows / factor - 1) * image.width;
    for (let x = 0; x < image.width && start < image.data.length; x++)
      image.data[start + x] = sums[x] / counts[x];
    sums.fill(0);
    counts.fill(0);
  }
}
