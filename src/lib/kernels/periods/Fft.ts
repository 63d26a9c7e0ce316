/** Fast Fourier transform of complex numbers for one size, a power of two. */
export class Fft {
  readonly #reversed: Uint32Array;
  /** By quarter size: for each angle in turn, cosine and sine of one, two and three times the angle. */
  readonly #twiddles: readonly Float64Array[];

  /** @throws RangeError if the size is not a power of two, 4 to 2^24 */
  constructor(readonly size: number) {
    if (!(size >= 4 && size <= 2 ** 24 && Number.isInteger(Math.log2(size))))
      throw new RangeError(`Size ${size} is not a power of two, 4 to 2^24`);
    this.#reversed = new Uint32Array(size);
    for (let j = 1; j < size; j++)
      this.#reversed[j] = (this.#reversed[j >>> 1] >>> 1) | (j & 1 ? size >>> 1 : 0);
    const twiddles: Float64Array[] = [];
    for (let quarter = this.#firstQuarter; quarter < size; quarter *= 4) twiddles.push(twiddlesOf(quarter));
    this.#twiddles = twiddles;
  }

  /**
   * Replaces x by X: X_k = sum over j of x_j exp(+2 pi i j k / size), not divided by the size.
   *
   * Source: Cooley & Tukey (1965), Mathematics of Computation 19, 297; radix 4, after one step of radix 2 where
   * the size is not a power of four.
   * @param values real and imaginary part of each number in turn
   */
  transform(values: Float64Array): void {
    this.#reorder(values);
    if (this.#firstQuarter === 2) this.#addPairs(values);
    for (const [i, twiddles] of this.#twiddles.entries())
      this.#joinQuarters(values, 2 * this.#firstQuarter * 4 ** i, twiddles);
  }

  get #firstQuarter(): number {
    return Math.log2(this.size) % 2 === 0 ? 1 : 2;
  }

  #reorder(values: Float64Array): void {
    const reversed = this.#reversed;
    for (let j = 0; j < reversed.length; j++) {
      const k = reversed[j];
      if (k <= j) continue;
      const x = values[2 * j];
      const y = values[2 * j + 1];
      values[2 * j] = values[2 * k];
      values[2 * j + 1] = values[2 * k + 1];
      values[2 * k] = x;
      values[2 * k + 1] = y;
    }
  }

  #addPairs(values: Float64Array): void {
    for (let j = 0; j < values.length; j += 4) {
      const [ax, ay, bx, by] = [values[j], values[j + 1], values[j + 2], values[j + 3]];
      values[j] = ax + bx;
      values[j + 1] = ay + by;
      values[j + 2] = ax - bx;
      values[j + 3] = ay - by;
    }
  }

  /** In bit-reversed order, the second quarter goes with twice the angle. All values are read before any is written. */
  #joinQuarters(values: Float64Array, quarter: number, twiddles: Float64Array): void {
    for (let block = 0; block < values.length; block += 4 * quarter) {
      for (let a = block, t = 0; t < twiddles.length; a += 2, t += 6) {
        const b = a + quarter;
        const c = b + quarter;
        const d = c + quarter;
        const bx = values[b] * twiddles[t + 2] - values[b + 1] * twiddles[t + 3];
        const by = values[b] * twiddles[t + 3] + values[b + 1] * twiddles[t + 2];
        const cx = values[c] * twiddles[t] - values[c + 1] * twiddles[t + 1];
        const cy = values[c] * twiddles[t + 1] + values[c + 1] * twiddles[t];
        const dx = values[d] * twiddles[t + 4] - values[d + 1] * twiddles[t + 5];
        const dy = values[d] * twiddles[t + 5] + values[d + 1] * twiddles[t + 4];
        const ax = values[a];
        const ay = values[a + 1];
        values[a] = ax + bx + (cx + dx);
        values[a + 1] = ay + by + (cy + dy);
        values[b] = ax - bx - (cy - dy);
        values[b + 1] = ay - by + (cx - dx);
        values[c] = ax + bx - (cx + dx);
        values[c + 1] = ay + by - (cy + dy);
        values[d] = ax - bx + (cy - dy);
        values[d + 1] = ay - by - (cx - dx);
      }
    }
  }
}

function twiddlesOf(quarter: number): Float64Array {
  const twiddles = new Float64Array(6 * quarter);
  for (let k = 0; k < quarter; k++) {
    for (let times = 1; times <= 3; times++) {
      const angle = (Math.PI * times * k) / (2 * quarter);
      twiddles[6 * k + 2 * times - 2] = Math.cos(angle);
      twiddles[6 * k + 2 * times - 1] = Math.sin(angle);
    }
  }
  return twiddles;
}
