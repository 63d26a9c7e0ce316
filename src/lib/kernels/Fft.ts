/** Discrete Fourier transform of complex numbers for one size, a power of two. */
export class Fft {
  readonly #reversed: Uint32Array;
  /** By quarter size: cosine and sine of once, twice and three times the angle, one angle after the other. */
  readonly #twiddles: readonly Float64Array[];

  /** @throws RangeError if the size is not a power of two, 4 to 2^24 */
  constructor(readonly size: number) {
    if (!(size >= 4 && size <= 2 ** 24 && Number.isInteger(Math.log2(size))))
      throw new RangeError(`size ${size}`);
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
   */
  transform(re: Float64Array, im: Float64Array): void {
    this.#reorder(re, im);
    if (this.#firstQuarter === 2) this.#addPairs(re, im);
    for (const [i, twiddles] of this.#twiddles.entries())
      this.#joinQuarters(re, im, this.#firstQuarter * 4 ** i, twiddles);
  }

  get #firstQuarter(): number {
    return Math.log2(this.size) % 2 === 0 ? 1 : 2;
  }

  #reorder(re: Float64Array, im: Float64Array): void {
    const reversed = this.#reversed;
    for (let j = 0; j < reversed.length; j++) {
      const k = reversed[j];
      if (k <= j) continue;
      const x = re[j];
      const y = im[j];
      re[j] = re[k];
      im[j] = im[k];
      re[k] = x;
      im[k] = y;
    }
  }

  #addPairs(re: Float64Array, im: Float64Array): void {
    for (let j = 0; j < this.size; j += 2) {
      const x = re[j + 1];
      const y = im[j + 1];
      re[j + 1] = re[j] - x;
      im[j + 1] = im[j] - y;
      re[j] += x;
      im[j] += y;
    }
  }

  /** In bit-reversed order the second quarter is that of the angle taken twice. */
  #joinQuarters(re: Float64Array, im: Float64Array, quarter: number, twiddles: Float64Array): void {
    for (let block = 0; block < this.size; block += 4 * quarter) {
      for (let a = block, t = 0; t < twiddles.length; a++, t += 6) {
        const b = a + quarter;
        const c = b + quarter;
        const d = c + quarter;
        const bx = re[b] * twiddles[t + 2] - im[b] * twiddles[t + 3];
        const by = re[b] * twiddles[t + 3] + im[b] * twiddles[t + 2];
        const cx = re[c] * twiddles[t] - im[c] * twiddles[t + 1];
        const cy = re[c] * twiddles[t + 1] + im[c] * twiddles[t];
        const dx = re[d] * twiddles[t + 4] - im[d] * twiddles[t + 5];
        const dy = re[d] * twiddles[t + 5] + im[d] * twiddles[t + 4];
        const ax = re[a];
        const ay = im[a];
        re[a] = ax + bx + (cx + dx);
        im[a] = ay + by + (cy + dy);
        re[b] = ax - bx - (cy - dy);
        im[b] = ay - by + (cx - dx);
        re[c] = ax + bx - (cx + dx);
        im[c] = ay + by - (cy + dy);
        re[d] = ax - bx + (cy - dy);
        im[d] = ay - by - (cx - dx);
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
