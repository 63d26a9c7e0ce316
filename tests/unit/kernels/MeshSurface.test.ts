import { expect, test } from 'vitest';
import { MeshSurface } from '../../../src/lib/kernels/MeshSurface';
import { Random } from '../../../src/lib/kernels/Random';

/** The natural cubic spline through (i, values[i]) at t, its second derivatives by Gaussian elimination. */
function spline(values: readonly number[], t: number): number {
  const n = values.length;
  if (n === 1) return values[0];
  const rows = values.map((_, i) => {
    const row = Array.from({ length: n + 1 }, () => 0);
    if (i === 0 || i === n - 1) row[i] = 1;
    else {
      row[i - 1] = 1;
      row[i] = 4;
      row[i + 1] = 1;
      row[n] = 6 * (values[i - 1] - 2 * values[i] + values[i + 1]);
    }
    return row;
  });
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j <= n; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  const seconds = rows.map((row, i) => row[n] / row[i]);
  const i = Math.max(0, Math.min(n - 2, Math.floor(t)));
  const q = t - i;
  const p = 1 - q;
  return p * values[i] + q * values[i + 1] + ((p ** 3 - p) * seconds[i] + (q ** 3 - q) * seconds[i + 1]) / 6;
}

test.each([
  [5, 4, 83, 59],
  [1, 1, 7, 5],
  [1, 3, 6, 40],
  [3, 1, 40, 6],
  [2, 2, 33, 17],
  [9, 7, 9, 7]
])('is the spline of the splines of the columns: %i x %i cells', (columns, rows, width, height) => {
  const random = new Random(columns, rows);
  const values = Float64Array.from({ length: columns * rows }, () => 100 * random.uniform());
  const surface = new MeshSurface(values, columns, width, height);
  const row = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    const nodes = Array.from({ length: columns }, (_, column) =>
      spline(
        Array.from({ length: rows }, (_, row) => values[row * columns + column]),
        ((y + 0.5) * rows) / height - 0.5
      )
    );
    surface.row(y, row);
    for (let x = 0; x < width; x++) {
      expect(row[x]).toBeCloseTo(spline(nodes, ((x + 0.5) * columns) / width - 0.5), 3);
    }
  }
});
