import { itemAt } from '../domain/units/itemAt';

/** The transpose of a row-major matrix: the first of its two axes becomes the last. */
export function transposed(values: Float64Array, rows: number): Float64Array {
  const columns = values.length / rows;
  return values.map((_, i) => itemAt(values, (i % rows) * columns + Math.floor(i / rows)));
}
