import type { Trend } from '../../domain/measurement/LightCurve';

/** Less of a quantity than this part of it is left when the others are taken out: it says nothing new. */
const INDEPENDENT = 1e-9;

/**
 * Fits magnitudes by a constant and a multiple of each quantity (airmass, place on the detector), weighted by the errors.
 * Points of which anything is not a number take no part.
 * @returns null unless there are more points than unknowns and the quantities change independently
 */
export function detrend(
  magnitude: Float64Array,
  error: Float64Array,
  quantities: readonly Float64Array[]
): Trend | null {
  const used = [...magnitude.keys()].filter((i) =>
    [magnitude, error, ...quantities].every((column) => Number.isFinite(column[i]))
  );
  if (used.length <= quantities.length + 1) return null;
  const weights = used.map((i) => error[i] ** -2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (column: ArrayLike<number>): number =>
    used.reduce((sum, i, k) => sum + weights[k] * column[i], 0) / total;
  const means = quantities.map(mean);
  const centred = quantities.map((column, q) => column.map((value) => value - means[q]));
  const product = (a: Float64Array, b: Float64Array): number =>
    used.reduce((sum, i, k) => sum + weights[k] * a[i] * b[i], 0);
  // Gram-Schmidt: what each quantity says that those before it do not.
  const basis = centred.map((column) => column.slice());
  const shares: number[][] = [];
  for (const [q, column] of basis.entries()) {
    shares[q] = basis.slice(0, q).map((before) => product(column, before) / product(before, before));
    const whole = product(column, column);
    basis
      .slice(0, q)
      .forEach((before, p) => column.forEach((_, i) => (column[i] -= shares[q][p] * before[i])));
    if (!(product(column, column) > INDEPENDENT * whole)) return null;
  }
  const slopes = basis.map((column) => product(magnitude, column) / product(column, column));
  for (let q = slopes.length - 1; q >= 0; q--)
    for (let p = 0; p < q; p++) slopes[p] -= slopes[q] * shares[q][p];
  return {
    slopes,
    values: magnitude.map((_, i) => centred.reduce((sum, column, q) => sum + slopes[q] * column[i], 0))
  };
}
