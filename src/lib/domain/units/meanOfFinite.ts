/** Mean of the finite values; NaN if there are none. */
export function meanOfFinite(values: Float64Array | readonly number[]): number {
  const finite = [...values].filter(Number.isFinite);
  return finite.reduce((sum, value) => sum + value, 0) / finite.length;
}
