import { expect, test } from 'vitest';
import { MeshSurface } from '../../../../src/lib/kernels/sky/MeshSurface';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

/** The natural cubic spline through (i, values[i]) at t, with second derivatives from Gaussian elimination. */
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

test('is nowhere below its lower bound around a column, which is close to it where the surface is smooth', () => {
  const random = new Random(3);
  const [columns, rows, width, height] = [7, 6, 83, 59];
  for (const roughness of [100, 1]) {
    const values = Float64Array.from({ length: columns * rows }, () => 50 + roughness * random.uniform());
    const surface = new MeshSurface(values, columns, width, height);
    const all = new Float32Array(width * height);
    for (let y = 0; y < height; y++) surface.row(y, all, 0, y * width, width);
    const bounds = new Float64Array(width);
    for (let top = -1; top < height; top++) {
      for (const bottom of [top, top + 2, top + 9]) {
        surface.lowerBound(top, bottom, bounds);
        const above = bounds.map((bound, x) => {
          if (bound === -Infinity) return 0;
          let lowest = Infinity;
          for (let y = top; y <= bottom; y++)
            for (let i = y * width + x - 1; i <= y * width + x + 1; i++) lowest = Math.min(lowest, all[i]);
          return bound - lowest;
        });
        expect(Math.max(...above)).toBeLessThan(1e-5 * roughness);
        expect(Math.min(...above)).toBeGreaterThan(-2 * roughness);
      }
    }
    // From the first centres, at 5.4 and 4.4, to the last, at 76.6 and 53.6.
    surface.lowerBound(5, 53, bounds);
    expect(Array.from(bounds.keys()).filter((x) => bounds[x] > -Infinity)).toEqual(
      Array.from({ length: 69 }, (_, i) => 7 + i)
    );
    for (const [top, bottom] of [
      [4, 53],
      [5, 54]
    ]) {
      surface.lowerBound(top, bottom, bounds);
      expect(new Set(bounds)).toEqual(new Set([-Infinity]));
    }
  }
});
