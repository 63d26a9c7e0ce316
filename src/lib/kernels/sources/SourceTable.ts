import type { SourceCatalogue } from '../../domain/measurement/SourceCatalogue';

type Quantity = Exclude<keyof SourceCatalogue, 'count'>;
const QUANTITIES: readonly Quantity[] = [
  'x',
  'y',
  'flux',
  'peak',
  'pixels',
  'xBarycentre',
  'yBarycentre',
  'a',
  'b',
  'theta',
  'fwhm',
  'quality'
];

export type SourceRow = Record<Quantity, number>;

/** A catalogue under construction: sources are added in any order. */
export class SourceTable {
  count = 0;
  readonly #columns = Object.fromEntries(QUANTITIES.map((name) => [name, new Float64Array(256)])) as Record<
    Quantity,
    Float64Array
  >;

  add(row: SourceRow): void {
    const isFull = this.count === this.#columns.x.length;
    for (const name of QUANTITIES) {
      if (isFull) this.#columns[name] = grown(this.#columns[name]);
      this.#columns[name][this.count] = row[name];
    }
    this.count++;
  }

  column(name: Quantity): Float64Array {
    return this.#columns[name].subarray(0, this.count);
  }

  /** The catalogue of all sources but those excluded, the brightest first. */
  catalogue(isExcluded: Uint8Array): SourceCatalogue {
    const flux = this.column('flux');
    const order = Int32Array.from(flux.keys())
      .filter((i) => !isExcluded[i])
      .sort((i, j) => flux[j] - flux[i] || i - j);
    const sorted = (name: Quantity): Float64Array => Float64Array.from(order, (i) => this.#columns[name][i]);
    return {
      count: order.length,
      x: sorted('x'),
      y: sorted('y'),
      flux: sorted('flux'),
      peak: Float32Array.from(sorted('peak')),
      pixels: Uint32Array.from(sorted('pixels')),
      xBarycentre: sorted('xBarycentre'),
      yBarycentre: sorted('yBarycentre'),
      a: Float32Array.from(sorted('a')),
      b: Float32Array.from(sorted('b')),
      theta: Float32Array.from(sorted('theta')),
      fwhm: Float32Array.from(sorted('fwhm')),
      quality: Uint8Array.from(sorted('quality'))
    };
  }
}

function grown(values: Float64Array): Float64Array<ArrayBuffer> {
  const copy = new Float64Array(2 * values.length);
  copy.set(values);
  return copy;
}
