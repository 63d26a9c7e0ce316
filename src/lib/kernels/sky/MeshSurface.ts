/**
 * A smooth surface over an image, given by its values at the centres of `columns` x `rows` equal cells: a natural
 * bicubic spline, extrapolated beyond the outermost centres.
 *
 * Source: Press et al., Numerical Recipes, sections 3.3 and 3.6 (`splie2`, `splin2`); the second derivatives along x are
 * interpolated along y just like the values, so that no system of equations has to be solved for each row.
 */
export class MeshSurface {
  readonly values: Float64Array;
  readonly columns: number;
  readonly rows: number;
  readonly #cellWidth: number;
  readonly #cellHeight: number;
  /** By cell: second derivatives along x, along y, and of the former along y. */
  readonly #xx: Float64Array;
  readonly #yy: Float64Array;
  readonly #xxyy: Float64Array;

  /**
   * @param values row-major, `columns * rows` of them
   * @param width pixels the columns cover; `height` likewise
   */
  constructor(values: Float64Array, columns: number, width: number, height: number) {
    this.values = values;
    this.columns = columns;
    this.rows = values.length / columns;
    this.#cellWidth = width / columns;
    this.#cellHeight = height / this.rows;
    this.#xx = this.#secondDerivatives(values, columns, 1);
    this.#yy = this.#secondDerivatives(values, this.rows, columns);
    this.#xxyy = this.#secondDerivatives(this.#xx, this.rows, columns);
  }

  /**
   * Writes the values at `count` pixels of row `y`, starting at column `from`, into `out`, starting at index `at`; by
   * default up to the end of `out`.
   */
  row(y: number, out: Float32Array, from = 0, at = 0, count = out.length - at): void {
    const { columns, values } = this;
    const last = columns - 2;
    const position = (y + 0.5) / this.#cellHeight - 0.5;
    const row = Math.max(0, Math.min(this.rows - 2, Math.floor(position)));
    // The weight of the row of cells below.
    const q = this.rows === 1 ? 0 : position - row;
    const above = row * columns;
    const below = this.rows === 1 ? above : above + columns;

    let column = Math.max(0, Math.min(last, Math.floor((from + 0.5) / this.#cellWidth - 0.5)));
    let value = alongY(values, this.#yy, above + column, below + column, q);
    if (columns === 1) return void out.fill(value, at, at + count);
    let second = alongY(this.#xx, this.#xxyy, above + column, below + column, q);
    const step = 1 / this.#cellWidth;
    const end = from + count;
    for (let x = from; x < end; column++) {
      const nextValue = alongY(values, this.#yy, above + column + 1, below + column + 1, q);
      const nextSecond = alongY(this.#xx, this.#xxyy, above + column + 1, below + column + 1, q);
      const c1 = nextValue - value - (2 * second + nextSecond) / 6;
      const c2 = second / 2;
      const c3 = (nextSecond - second) / 6;
      const centre = (column + 0.5) * this.#cellWidth - 0.5;
      const stop = column === last ? end : Math.min(end, Math.ceil(centre + this.#cellWidth));
      fillCubic(out, at + x - from, at + stop - from, (x - centre) * step, step, value, c1, c2, c3);
      x = stop;
      value = nextValue;
      second = nextSecond;
    }
  }

  /**
   * Writes, for each column, a lower bound of the surface over this column and its two neighbours in rows `top` to
   * `bottom`; -Infinity beyond the outermost centres.
   */
  lowerBound(top: number, bottom: number, out: Float64Array): void {
    const first = Math.floor((top + 0.5) / this.#cellHeight - 0.5);
    const last = Math.floor((bottom + 0.5) / this.#cellHeight - 0.5);
    if (first < 0 || last >= this.rows - 1 || this.columns === 1) return void out.fill(-Infinity);
    const centreOf = (column: number) => (column + 0.5) * this.#cellWidth - 0.5;
    out.fill(Infinity);
    for (let column = 0; column < this.columns - 1; column++) {
      let bound = Infinity;
      for (let row = first; row <= last; row++)
        bound = Math.min(bound, this.#boundBetween(row * this.columns + column));
      const end = Math.min(out.length, Math.floor(centreOf(column + 1)) + 2);
      for (let x = Math.ceil(centreOf(column)) - 1; x < end; x++) out[x] = Math.min(out[x], bound);
    }
    out.fill(-Infinity, 0, Math.ceil(centreOf(0)) + 1);
    out.fill(-Infinity, Math.floor(centreOf(this.columns - 1)));
  }

  /** A lower bound of the surface between the centres of a cell, the next one, and the two in the row below. */
  #boundBetween(cell: number): number {
    const { values, columns } = this;
    const value = (i: number) =>
      Math.min(values[i], values[i + columns]) - bulge(this.#yy, i, i + columns, 1);
    const second = (i: number) =>
      Math.max(this.#xx[i], this.#xx[i + columns]) + bulge(this.#xxyy, i, i + columns, -1);
    const seconds = Math.max(0, second(cell)) + Math.max(0, second(cell + 1));
    return Math.min(value(cell), value(cell + 1)) - BULGE * seconds;
  }

  /**
   * Second derivatives m of the natural spline through each line of `length` values v, `stride` apart, for cells of width
   * 1: m[i-1] + 4 m[i] + m[i+1] = 6 (v[i-1] - 2 v[i] + v[i+1]), and m = 0 at both ends.
   */
  #secondDerivatives(values: Float64Array, length: number, stride: number): Float64Array {
    const seconds = new Float64Array(values.length);
    const diagonal = new Float64Array(length);
    const lineStep = stride === 1 ? length : 1;
    for (let line = 0; line < values.length / length; line++) {
      const start = line * lineStep;
      const end = start + (length - 1) * stride;
      for (let i = start + stride, k = 1; k < length - 1; i += stride, k++) {
        diagonal[k] = 1 / (4 - diagonal[k - 1]);
        const bend = values[i - stride] - 2 * values[i] + values[i + stride];
        seconds[i] = (6 * bend - seconds[i - stride]) * diagonal[k];
      }
      for (let i = end - stride, k = length - 2; k > 0; i -= stride, k--) {
        seconds[i] -= diagonal[k] * seconds[i + stride];
      }
    }
    return seconds;
  }
}

/** Interpolates along y between two cells. Not a closure: engines would allocate an object for each of its numbers. */
function alongY(v: Float64Array, yy: Float64Array, above: number, below: number, q: number): number {
  const p = 1 - q;
  return (
    p * v[above] + q * v[below] + (((p * p - 1) * p) / 6) * yy[above] + (((q * q - 1) * q) / 6) * yy[below]
  );
}

/** Maximum of (p - p^3) / 6 for p from 0 to 1: how far a second derivative of 1 bends the spline off a straight line. */
const BULGE = 1 / (9 * Math.sqrt(3));

/** An upper bound on how far the spline dips below (with `sign` -1: rises above) the line between two of its values. */
const bulge = (seconds: Float64Array, i: number, j: number, sign: number): number =>
  BULGE * (Math.max(0, sign * seconds[i]) + Math.max(0, sign * seconds[j]));

/** Evaluates a cubic at equal steps. A function of its own, as most of the time is spent here. */
function fillCubic(
  out: Float32Array,
  start: number,
  end: number,
  t: number,
  step: number,
  c0: number,
  c1: number,
  c2: number,
  c3: number
): void {
  for (let i = start; i < end; i++) {
    out[i] = c0 + t * (c1 + t * (c2 + t * c3));
    t += step;
  }
}
