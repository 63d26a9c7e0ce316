/** Points in the plane sorted into square cells, so that those near a position are found without checking the others. */
export class PointGrid {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #cell: number;
  readonly #columns: number;
  readonly #rows: number;
  /** Where the points of each cell start in `#points` and, as the last entry, their number. */
  readonly #starts: Uint32Array;
  readonly #points: Uint32Array;

  /**
   * @param x, y finite, of the same length
   * @param cell side of a cell; by default such that evenly spread points fall about one into each
   */
  constructor(x: Float64Array, y: Float64Array, cell?: number) {
    this.#x = x;
    this.#y = y;
    [this.left, this.right] = limits(x);
    [this.top, this.bottom] = limits(y);
    const width = this.right - this.left;
    const height = this.bottom - this.top;
    // At most three cells per point, however they are distributed.
    const defaultCell = Math.max(Math.sqrt((width * height) / x.length), Math.max(width, height) / x.length);
    this.#cell = cell ?? (defaultCell > 0 ? defaultCell : 1);
    this.#columns = Math.floor(width / this.#cell) + 1;
    this.#rows = Math.floor(height / this.#cell) + 1;
    this.#starts = new Uint32Array(this.#columns * this.#rows + 1);
    this.#points = new Uint32Array(x.length);
    this.#sort();
  }

  get count(): number {
    return this.#points.length;
  }

  contains(x: number, y: number): boolean {
    return x >= this.left && x <= this.right && y >= this.top && y <= this.bottom;
  }

  /** Index of the point nearest to a position, within `radius`; -1 if there is none. */
  nearest(x: number, y: number, radius: number): number {
    let found = -1;
    let smallest = radius * radius;
    const firstColumn = this.#column(x - radius);
    const lastColumn = this.#column(x + radius);
    const lastRow = this.#row(y + radius);
    for (let row = this.#row(y - radius); row <= lastRow; row++) {
      const end = this.#starts[row * this.#columns + lastColumn + 1];
      for (let i = this.#starts[row * this.#columns + firstColumn]; i < end; i++) {
        const point = this.#points[i];
        const square = (this.#x[point] - x) ** 2 + (this.#y[point] - y) ** 2;
        if (square > smallest) continue;
        smallest = square;
        found = point;
      }
    }
    return found;
  }

  /** Number of points within `radius` of a position. */
  countWithin(x: number, y: number, radius: number): number {
    let count = 0;
    const firstColumn = this.#column(x - radius);
    const lastColumn = this.#column(x + radius);
    const lastRow = this.#row(y + radius);
    for (let row = this.#row(y - radius); row <= lastRow; row++) {
      const end = this.#starts[row * this.#columns + lastColumn + 1];
      for (let i = this.#starts[row * this.#columns + firstColumn]; i < end; i++) {
        const point = this.#points[i];
        if ((this.#x[point] - x) ** 2 + (this.#y[point] - y) ** 2 <= radius * radius) count++;
      }
    }
    return count;
  }

  #sort(): void {
    const cells = new Uint32Array(this.count);
    for (let i = 0; i < this.count; i++) {
      cells[i] = this.#row(this.#y[i]) * this.#columns + this.#column(this.#x[i]);
      this.#starts[cells[i]]++;
    }
    let total = 0;
    for (let cell = 0; cell < this.#starts.length; cell++) total = this.#starts[cell] += total;
    for (let i = this.count - 1; i >= 0; i--) this.#points[--this.#starts[cells[i]]] = i;
  }

  #column(x: number): number {
    return Math.min(Math.max(Math.floor((x - this.left) / this.#cell), 0), this.#columns - 1);
  }

  #row(y: number): number {
    return Math.min(Math.max(Math.floor((y - this.top) / this.#cell), 0), this.#rows - 1);
  }
}

function limits(values: Float64Array): [min: number, max: number] {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return values.length > 0 ? [min, max] : [0, 0];
}
