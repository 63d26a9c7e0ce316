/** Counts the first `count` values in each bin; the first bin starts at `zero`, and `perBin` is 1 / bin width. */
export type CountInBins = (
  values: Float32Array,
  count: number,
  zero: number,
  perBin: number,
  counts: Int32Array
) => void;

/**
 * A histogram that gives mean, scatter and median between any two bins without going through the bins between: repeated
 * clipping costs next to nothing. Positions are in bins; bin k is centred on k.
 */
export class ClippingHistogram {
  readonly #counts: Int32Array;
  /** Cumulative over all bins before each: number of values, sum of their bin numbers, and sum of the squares of these. */
  readonly #countsBefore: Float64Array;
  readonly #sumsBefore: Float64Array;
  readonly #squaresBefore: Float64Array;

  constructor(readonly bins: number) {
    this.#counts = new Int32Array(bins);
    this.#countsBefore = new Float64Array(bins + 1);
    this.#sumsBefore = new Float64Array(bins + 1);
    this.#squaresBefore = new Float64Array(bins + 1);
  }

  /** Fills the histogram with the first `count` values, in bins of the given width that start at `zero`. */
  load(values: Float32Array, count: number, zero: number, width: number, counting = countInBins): void {
    const { bins } = this;
    const counts = this.#counts;
    counting(values, count, zero, 1 / width, counts);
    let below = 0;
    let sum = 0;
    let squares = 0;
    for (let k = 0; k < bins; k++) {
      const weight = counts[k];
      this.#countsBefore[k + 1] = below += weight;
      this.#sumsBefore[k + 1] = sum += weight * k;
      this.#squaresBefore[k + 1] = squares += weight * k * k;
    }
  }

  /** Number of values in the bins from `low` to `high`, both included. */
  count(low: number, high: number): number {
    return this.#countsBefore[high + 1] - this.#countsBefore[low];
  }

  mean(low: number, high: number): number {
    return (this.#sumsBefore[high + 1] - this.#sumsBefore[low]) / this.count(low, high);
  }

  /** Root mean square distance of the values from a centre. */
  scatter(low: number, high: number, centre: number): number {
    const squares = (this.#squaresBefore[high + 1] - this.#squaresBefore[low]) / this.count(low, high);
    return Math.sqrt(Math.max(0, squares - centre * (2 * this.mean(low, high) - centre)));
  }

  /**
   * Interpolates: the values of the middle bin count as spread half-way to the nearest bins that hold any. There must be
   * at least one value.
   */
  median(low: number, high: number): number {
    const counts = this.#counts;
    const before = this.#countsBefore;
    const half = this.count(low, high) / 2;
    let middle = low;
    for (let last = high; middle < last;) {
      const k = (middle + last) >> 1;
      if (before[k + 1] - before[low] < half) middle = k + 1;
      else last = k;
    }
    const below = before[middle] - before[low];
    while (counts[middle] === 0 && middle < high) middle++;
    let previous = middle - 1;
    while (previous >= low && counts[previous] === 0) previous--;
    let next = middle + 1;
    while (next <= high && counts[next] === 0) next++;
    const left = previous < low ? 0 : (middle - previous) / 2;
    const right = next > high ? 0 : (next - middle) / 2;
    return middle - left + ((left + right) * (half - below)) / counts[middle];
  }
}

export const countInBins: CountInBins = (values, count, zero, perBin, counts) => {
  const bins = counts.fill(0).length;
  for (let i = 0; i < count; i++) {
    const k = (values[i] - zero) * perBin;
    if (k >= 0 && k < bins) counts[k | 0]++;
  }
};
