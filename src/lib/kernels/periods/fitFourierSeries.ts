import { checkTimeSeries, type TimeSeries } from './TimeSeries';

/** `mean + sum over k of cosines[k-1] cos(2 pi k phase) + sines[k-1] sin(2 pi k phase)`. */
export interface FourierSeries {
  readonly frequency: number;
  /** Time of phase 0, days. */
  readonly epoch: number;
  readonly mean: number;
  readonly cosines: readonly number[];
  readonly sines: readonly number[];
}

const SINGULAR = 1e-12;

/**
 * Fits a Fourier series of one frequency by weighted least squares; phase 0 is at the first time. Terms that the data
 * cannot distinguish from others are 0.
 * @throws RangeError for an invalid series, or a frequency that is not greater than 0
 */
export function fitFourierSeries(series: TimeSeries, frequency: number, terms: number): FourierSeries {
  checkTimeSeries(series);
  if (!(frequency > 0 && frequency < Infinity))
    throw new RangeError(`Frequency ${frequency}: it must be greater than 0`);
  const { times, values, errors } = series;
  const size = 2 * terms + 1;
  // The last column is the right-hand side. The first value is subtracted from all, to lose no digits to rounding.
  const rows = Array.from({ length: size }, () => new Float64Array(size + 1));
  const basis = new Float64Array(size);
  for (let i = 0; i < times.length; i++) {
    fillBasis(basis, (times[i] - times[0]) * frequency);
    const weight = (errors[0] / errors[i]) ** 2;
    for (const [a, row] of rows.entries()) {
      for (let b = 0; b < size; b++) row[b] += weight * basis[a] * basis[b];
      row[size] += weight * basis[a] * (values[i] - values[0]);
    }
  }
  const solution = solve(rows);
  return {
    frequency,
    epoch: times[0],
    mean: values[0] + solution[0],
    cosines: Array.from({ length: terms }, (_, k) => solution[2 * k + 1]),
    sines: Array.from({ length: terms }, (_, k) => solution[2 * k + 2])
  };
}

/** The value of the series at a phase, 0 to 1. */
export function fourierValue({ mean, cosines, sines }: FourierSeries, phase: number): number {
  return cosines.reduce((sum, cosine, k) => {
    const angle = 2 * Math.PI * (k + 1) * phase;
    return sum + cosine * Math.cos(angle) + sines[k] * Math.sin(angle);
  }, mean);
}

function fillBasis(basis: Float64Array, cycles: number): void {
  basis[0] = 1;
  for (let k = 1; 2 * k < basis.length; k++) {
    const angle = 2 * Math.PI * k * (cycles - Math.floor(cycles));
    basis[2 * k - 1] = Math.cos(angle);
    basis[2 * k] = Math.sin(angle);
  }
}

/** Gauss-Jordan elimination of a symmetric matrix, in place; where a pivot vanishes, the unknown is 0. */
function solve(rows: readonly Float64Array[]): readonly number[] {
  const scale = rows.map((row, i) => row[i]);
  for (const [i, row] of rows.entries()) {
    const pivot = row[i];
    if (!(pivot > SINGULAR * scale[i])) {
      for (const other of rows) other[i] = 0;
      row.fill(0);
      continue;
    }
    for (let k = 0; k < row.length; k++) row[k] /= pivot;
    for (const other of rows) {
      if (other === row) continue;
      const factor = other[i];
      for (let k = 0; k < row.length; k++) other[k] -= factor * row[k];
    }
  }
  return rows.map((row) => row[row.length - 1]);
}
