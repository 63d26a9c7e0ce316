import type { Trend } from '../../domain/measurement/LightCurve';

/** Fraction of a quantity's variation that must be independent of the others. */
const MIN_INDEPENDENT = 1e-9;

/**
 * Fits magnitudes with a constant plus a multiple of each quantity (airmass, position on the detector), weighted by the
 * errors.
 * @returns null unless there are more points than unknowns, each of them has all quantities, and these vary independently
 */
export function detrend(
  magnitude: Float64Array,
  error: Float64Array,
  quantities: readonly Float64Array[]
): Trend | null {
  const used = [...magnitude.keys()].filter(
    (i) => Number.isFinite(magnitude[i]) && Number.isFinite(error[i])
  );
  // Without its trend taken off, a point does not compare with the others, and it must not vanish.
  if (quantities.some((column) => used.some((i) => !Number.isFinite(column[i])))) return null;
  if (used.length <= quantities.length + 1) return null;
  const weights = used.map((i) => error[i] ** -2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (column: ArrayLike<number>): number =>
    used.reduce((sum, i, k) => sum + weights[k] * column[i], 0) / total;
  const means = quantities.map(mean);
  const centred = quantities.map((column, q) => column.map((value) => value - means[q]));
  const product = (a: Float64Array, b: Float64Array): number =>
    used.reduce((sum, i, k) => sum + weights[k] * a[i] * b[i], 0);
  // Gram-Schmidt: each quantity is reduced to what is independent of those before it.
  const basis = centred.map((column) => column.slice());
  const projections: number[][] = [];
  for (const [q, column] of basis.entries()) {
    projections[q] = basis.slice(0, q).map((before) => product(column, before) / product(before, before));
    const whole = product(column, column);
    basis
      .slice(0, q)
      .forEach((before, p) => column.forEach((_, i) => (column[i] -= projections[q][p] * before[i])));
    if (!(product(column, column) > MIN_INDEPENDENT * whole)) return null;
  }
  const slopes = basis.map((column) => product(magnitude, column) / product(column, column));
  for (let q = slopes.length - 1; q >= 0; q--)
    for (let p = 0; p < q; p++) slopes[p] -= slopes[q] * projections[q][p];
  return {
    slopes,
    values: magnitude.map((_, i) => centred.reduce((sum, column, q) => sum + slopes[q] * column[i], 0))
  };
}
