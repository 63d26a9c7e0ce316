import { binaryTableColumns, type BinaryTableColumn } from './binaryTableColumns';
import { FitsError } from './FitsError';
import { hduLabel, type Hdu } from './Hdu';

/** Bytes of an element in the heap; tiles are bytes, PLIO's 16-bit words, or pixels as they are. */
const HEAP_BYTES: Readonly<Record<string, number>> = { B: 1, I: 2, J: 4, K: 8, E: 4, D: 8 };

/** The table in which a compressed image keeps its tiles, one a row. */
export class TileTable {
  readonly #columns: ReadonlyMap<string, BinaryTableColumn>;
  readonly #view: DataView;
  readonly #rowBytes: number;
  readonly #heapStart: number;

  /** @param data the whole data unit */
  constructor(
    readonly hdu: Hdu,
    readonly data: Uint8Array<ArrayBuffer>
  ) {
    const columns = binaryTableColumns(hdu).filter((column) => column.repeat > 0);
    this.#columns = new Map(columns.map((column) => [column.name, column]));
    this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    this.#rowBytes = hdu.header.number('NAXIS1') ?? 0;
    this.#heapStart = hdu.header.number('THEAP') ?? this.#rowBytes * this.rows;
    if (this.#rowBytes * this.rows > data.length)
      throw new FitsError(`${hduLabel(hdu)}: the table of tiles is longer than its data.`);
  }

  get rows(): number {
    return this.hdu.header.number('NAXIS2') ?? 0;
  }

  /**
   * The array in the heap that a row of this column points to; empty if there is none.
   * @throws FitsError if it lies outside of the heap
   */
  bytes(name: string, row: number): Uint8Array<ArrayBuffer> {
    const column = this.#columns.get(name);
    if (!column) return new Uint8Array(0);
    const size = HEAP_BYTES[column.heapType ?? ''];
    if (size === undefined)
      throw new FitsError(`${hduLabel(this.hdu)}: the column ${name} is not of variable-length arrays.`);
    const at = row * this.#rowBytes + column.offset;
    const wide = column.type === 'Q';
    const length = (wide ? this.#int64(at) : this.#view.getInt32(at)) * size;
    const start = this.#heapStart + (wide ? this.#int64(at + 8) : this.#view.getInt32(at + 4));
    if (length === 0) return new Uint8Array(0);
    if (length < 0 || start < 0 || start + length > this.data.length)
      throw new FitsError(`${hduLabel(this.hdu)}: tile ${row + 1} lies outside of the data.`);
    return this.data.subarray(start, start + length);
  }

  /** A number from this column, or where there is none, from the header card of the same name. */
  number(name: string, row: number): number | null {
    const column = this.#columns.get(name);
    if (!column) return this.hdu.header.number(name);
    const at = row * this.#rowBytes + column.offset;
    switch (column.type) {
      case 'D':
        return this.#view.getFloat64(at);
      case 'E':
        return this.#view.getFloat32(at);
      case 'J':
        return this.#view.getInt32(at);
      case 'I':
        return this.#view.getInt16(at);
      case 'B':
        return this.#view.getUint8(at);
      default:
        throw new FitsError(`${hduLabel(this.hdu)}: the column ${name} is not of numbers.`);
    }
  }

  #int64(at: number): number {
    return this.#view.getInt32(at) * 2 ** 32 + this.#view.getUint32(at + 4);
  }
}
