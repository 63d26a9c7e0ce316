import { FourierSums } from './FourierSums';
import { checkFrequencyGrid, type FrequencyGrid } from './FrequencyGrid';
import { checkTimeSeries, type TimeSeries } from './TimeSeries';

export interface Periodogram {
  readonly grid: FrequencyGrid;
  /** By frequency: the fraction of the weighted variance explained by the best curve of this frequency, 0 to 1. */
  readonly power: Float64Array;
  /** By frequency: the window function, the power that the sampling alone gives a constant, 0 to 1 (Deeming 1975). */
  readonly window: Float64Array;
}

/** Frequencies per transform: larger ones overflow the processor's caches, but with many points every pass is costly. */
const BLOCK = 2 ** 16;
const BLOCK_OF_MANY_POINTS = 2 ** 18;
const MANY_POINTS = 20_000;
const MAX_TERMS = 6;
/** A smaller pivot, where 1 is the largest possible, is rounding error. */
const SINGULAR = 1e-9;
/** A smaller standard deviation, relative to the mean, is rounding error. */
const CONSTANT = 1e-14;

/**
 * Generalised Lomb-Scargle periodogram: at each frequency, a mean and a Fourier series of `terms` harmonics are fitted
 * to the weighted values. Equals astropy's `LombScargle(times, values, errors, nterms=terms)` to 1e-8, in
 * O(N + M log M) for N points and M frequencies.
 *
 * Sources: Zechmeister & Kuerster (2009), A&A 496, 577; for several terms Schwarzenberg-Czerny (1996), ApJ 460, L107;
 * the window function Deeming (1975), Ap&SS 36, 137.
 * @param terms of the Fourier series, 1 to 6
 * @throws RangeError for an invalid series or grid, another number of terms, or more than 2^21 frequencies
 */
export function lombScargle(series: TimeSeries, grid: FrequencyGrid, terms = 1): Periodogram {
  checkTimeSeries(series);
  checkFrequencyGrid(grid);
  const { start, step, count } = grid;
  if (!(Number.isInteger(terms) && terms > 0 && terms <= MAX_TERMS))
    throw new RangeError(`${terms} terms: there must be 1 to ${MAX_TERMS}`);

  const { times, weights, weighted, variance } = normalise(series);
  const power = new Float64Array(count);
  const window = new Float64Array(count);
  const width = Math.min(count, times.length > MANY_POINTS ? BLOCK_OF_MANY_POINTS : BLOCK);
  const sums = new FourierSums(width);
  const pair = (): readonly [Float64Array, Float64Array] => [
    new Float64Array(width),
    new Float64Array(width)
  ];
  const weightSums = Array.from({ length: 2 * terms }, pair);
  const valueSums = Array.from({ length: terms }, pair);
  const fit = new HarmonicFit(terms);
  for (let from = 0; from < count; from += width) {
    const block = { start: start + from * step, step, count: Math.min(width, count - from) };
    for (const [k, [re, im]] of weightSums.entries())
      sums.sum(times, weights, harmonic(block, k + 1), re, im);
    for (const [k, [re, im]] of valueSums.entries())
      sums.sum(times, weighted, harmonic(block, k + 1), re, im);
    for (let j = 0; j < block.count; j++) {
      const explained = fit.explained(weightSums, valueSums, j);
      power[from + j] = variance > 0 ? Math.min(1, explained / variance) : 0;
      window[from + j] = weightSums[0][0][j] ** 2 + weightSums[0][1][j] ** 2;
    }
  }
  return { grid, power, window };
}

const harmonic = ({ start, step, count }: FrequencyGrid, k: number): FrequencyGrid => ({
  start: k * start,
  step: k * step,
  count
});

/** Weights with a sum of 1, weighted values minus the mean, and times relative to the middle, for small phases. */
function normalise({ times, values, errors }: TimeSeries): {
  readonly times: Float64Array;
  readonly weights: Float64Array;
  readonly weighted: Float64Array;
  readonly variance: number;
} {
  const smallest = errors.reduce((a, b) => Math.min(a, b), Infinity);
  const weights = errors.map((error) => (smallest / error) ** 2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let mean = 0;
  for (let i = 0; i < weights.length; i++) {
    weights[i] /= total;
    mean += weights[i] * values[i];
  }
  let variance = 0;
  const weighted = values.map((value, i) => {
    variance += weights[i] * (value - mean) ** 2;
    return weights[i] * (value - mean);
  });
  if (Math.sqrt(variance) < CONSTANT * Math.abs(mean)) variance = 0;
  const middle = (times[0] + times[times.length - 1]) / 2;
  return { times: times.map((time) => time - middle), weights, weighted, variance };
}

type Sums = readonly (readonly [cosines: Float64Array, sines: Float64Array])[];

/** Normal equations of a Fourier series with a mean, the mean eliminated. */
class HarmonicFit {
  readonly #size: number;
  readonly #matrix: Float64Array;
  readonly #right: Float64Array;

  constructor(private readonly terms: number) {
    this.#size = 2 * terms;
    this.#matrix = new Float64Array(this.#size ** 2);
    this.#right = new Float64Array(this.#size);
  }

  /** The variance explained by the fit at frequency `j`. */
  explained(weightSums: Sums, valueSums: Sums, j: number): number {
    const [size, matrix, right] = [this.#size, this.#matrix, this.#right];
    const cosine = (k: number): number => (k === 0 ? 1 : weightSums[k - 1][0][j]);
    const sine = (k: number): number =>
      k === 0 ? 0 : k > 0 ? weightSums[k - 1][1][j] : -weightSums[-k - 1][1][j];
    for (let a = 1; a <= this.terms; a++) {
      const [c, s] = [2 * a - 2, 2 * a - 1];
      right[c] = valueSums[a - 1][0][j];
      right[s] = valueSums[a - 1][1][j];
      for (let b = 1; b <= a; b++) {
        const [d, t] = [2 * b - 2, 2 * b - 1];
        const [difference, sum] = [cosine(a - b), cosine(a + b)];
        matrix[c * size + d] = (difference + sum) / 2 - cosine(a) * cosine(b);
        matrix[s * size + t] = (difference - sum) / 2 - sine(a) * sine(b);
        matrix[s * size + d] = (sine(a + b) + sine(a - b)) / 2 - sine(a) * cosine(b);
        matrix[c * size + t] = (sine(a + b) - sine(a - b)) / 2 - cosine(a) * sine(b);
      }
    }
    return this.#solve();
  }

  /** b' A^-1 b by Cholesky decomposition of the lower half; terms that the data cannot distinguish add nothing. */
  #solve(): number {
    const [size, matrix, right] = [this.#size, this.#matrix, this.#right];
    let explained = 0;
    for (let i = 0; i < size; i++) {
      const row = i * size;
      for (let j = 0; j < i; j++) {
        let element = matrix[row + j];
        for (let k = 0; k < j; k++) element -= matrix[row + k] * matrix[j * size + k];
        matrix[row + j] = element * matrix[j * size + j];
      }
      let pivot = matrix[row + i];
      let residual = right[i];
      for (let k = 0; k < i; k++) {
        pivot -= matrix[row + k] ** 2;
        residual -= matrix[row + k] * right[k];
      }
      // The inverse of the root, so that rows below need no division.
      const inverse = pivot > SINGULAR ? 1 / Math.sqrt(pivot) : 0;
      matrix[row + i] = inverse;
      right[i] = residual * inverse;
      explained += right[i] ** 2;
    }
    return explained;
  }
}
