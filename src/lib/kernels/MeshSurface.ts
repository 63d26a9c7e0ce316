/**
 * A smooth surface over an image, given by its values at the middles of `columns` x `rows` equal cells: a
 * natural cubic spline both ways, continued beyond the outermost middles.
 *
 * Source: Press et al., Numerical Recipes, sections 3.3 and 3.6 (`splie2`, `splin2`); the second derivatives
 * along x are interpolated along y as the values are, so that a row costs no system of equations.
 */
export class MeshSurface {
  readonly values: Float64Array;
  readonly columns: number;
  readonly rows: number;
  readonly #cellWidth: number;
  readonly #cellHeight: number;
  /** Second derivatives by cell along x, along y, and both. */
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

  /** Writes the values at the pixels `from`, `from + 1`, ... of row `y` into `out`. */
  row(y: number, out: Float32Array, from = 0): void {
    const { columns } = this;
    const end = from + out.length;
    const last = columns - 2;
    let column = Math.max(0, Math.min(last, Math.floor((from + 0.5) / this.#cellWidth - 0.5)));
    let value = this.#alongY(this.values, this.#yy, column, y);
    let second = this.#alongY(this.#xx, this.#xxyy, column, y);
    if (columns === 1) return void out.fill(value);
    const step = 1 / this.#cellWidth;
    for (let x = from; x < end; column++) {
      const nextValue = this.#alongY(this.values, this.#yy, column + 1, y);
      const nextSecond = this.#alongY(this.#xx, this.#xxyy, column + 1, y);
      const c1 = nextValue - value - (2 * second + nextSecond) / 6;
      const c2 = second / 2;
      const c3 = (nextSecond - second) / 6;
      const middle = (column + 0.5) * this.#cellWidth - 0.5;
      const stop = column === last ? end : Math.min(end, Math.ceil(middle + this.#cellWidth));
      for (; x < stop; x++) {
        const t = (x - middle) * step;
        out[x - from] = value + t * (c1 + t * (c2 + t * c3));
      }
      value = nextValue;
      second = nextSecond;
    }
  }

  /** Of one column of cells, at row `y` of the image. */
  #alongY(values: Float64Array, seconds: Float64Array, column: number, y: number): number {
    const { columns, rows } = this;
    if (rows === 1) return values[column];
    const position = (y + 0.5) / this.#cellHeight - 0.5;
    const row = Math.max(0, Math.min(rows - 2, Math.floor(position)));
    const q = position - row;
    const p = 1 - q;
    const i = row * columns + column;
    const j = i + columns;
    return p * values[i] + q * values[j] + ((p ** 3 - p) * seconds[i] + (q ** 3 - q) * seconds[j]) / 6;
  }

  /**
   * Of the natural spline through each line of `length` values that are `stride` apart, for cells of width 1:
   * m[i-1] + 4 m[i] + m[i+1] = 6 (v[i-1] - 2 v[i] + v[i+1]), with none at both ends.
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
