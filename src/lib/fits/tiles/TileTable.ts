import { binaryTableColumns, type BinaryTableColumn } from '../tables/binaryTableColumns';
import { FitsError } from '../file/FitsError';
import { hduLabel, type Hdu } from '../file/Hdu';
import type { FitsFile } from '../file/openFits';
import { readBytes } from '../file/readBytes';

/** The columns that may hold the pixels of a tile; each tile uses one of them. */
const SOURCES = ['COMPRESSED_DATA', 'GZIP_COMPRESSED_DATA', 'UNCOMPRESSED_DATA'] as const;
/** Bytes of an element in the heap; tiles are bytes, PLIO's 16-bit words, or uncompressed pixels. */
const HEAP_BYTES: Readonly<Record<string, number>> = { B: 1, I: 2, J: 4, K: 8, E: 4, D: 8 };
/** Read at a time: rows of the table, and what they point to in the heap. */
const ROWS_BYTES = 2 ** 18;
const HEAP_RUN_BYTES = 2 ** 22;

/** A tile as it is stored. */
export interface StoredTile {
  readonly source: (typeof SOURCES)[number];
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** For quantized reals. */
  readonly scale: number | null;
  readonly zero: number | null;
  /** ZBLANK. */
  readonly blank: number | null;
}

interface TileLocation {
  readonly source: StoredTile['source'];
  /** From the start of the data. */
  readonly start: number;
  readonly end: number;
}

/** The table in which a compressed image keeps its tiles, one per row. */
export class TileTable {
  readonly #columns: ReadonlyMap<string, BinaryTableColumn>;
  readonly #rowBytes: number;
  readonly #heapStart: number;

  /** @throws FitsError if the columns or THEAP are not legal, or the table is longer than its data */
  constructor(
    readonly file: FitsFile,
    readonly hdu: Hdu
  ) {
    const columns = binaryTableColumns(hdu).filter((column) => column.repeat > 0);
    this.#columns = new Map(columns.map((column) => [column.name, column]));
    this.#rowBytes = hdu.header.number('NAXIS1') ?? 0;
    this.#heapStart = hdu.header.number('THEAP') ?? this.#rowBytes * this.rows;
    if (!Number.isInteger(this.#heapStart) || this.#heapStart < this.#rowBytes * this.rows)
      throw new FitsError(
        `${hduLabel(hdu)}: THEAP lies within the table of tiles, but the heap must follow it.`
      );
    if (this.#rowBytes * this.rows > hdu.dataLength)
      throw new FitsError(`${hduLabel(hdu)}: the table of tiles is longer than its data.`);
  }

  get rows(): number {
    return this.hdu.header.number('NAXIS2') ?? 0;
  }

  /**
   * Reads the tiles `first <= row < end`, in runs of a few megabytes with at least one tile each. In all files we
   * know, the heap is in the order of the rows; any other order takes more runs.
   * @throws FitsError if a tile has no pixels or lies outside the data
   */
  async *read(first: number, end: number): AsyncGenerator<readonly StoredTile[]> {
    const rowsAtOnce = Math.max(1, Math.floor(ROWS_BYTES / this.#rowBytes));
    for (let row = first; row < end; row += rowsAtOnce) {
      const count = Math.min(rowsAtOnce, end - row);
      const bytes = await readBytes(this.file, this.hdu, row * this.#rowBytes, count * this.#rowBytes);
      const rows = new DataView(bytes.buffer);
      const locations = Array.from({ length: count }, (_, i) =>
        this.#locate(rows, i * this.#rowBytes, row + i)
      );
      for (let from = 0, to = 0; from < count; from = to) {
        let { start, end: stop } = locations[from]!;
        for (to = from + 1; to < count; to++) {
          const [lower, upper] = [Math.min(start, locations[to]!.start), Math.max(stop, locations[to]!.end)];
          if (upper - lower > HEAP_RUN_BYTES) break;
          [start, stop] = [lower, upper];
        }
        const heap = await readBytes(this.file, this.hdu, start, stop - start);
        yield locations.slice(from, to).map((location, i) => ({
          source: location.source,
          bytes: heap.subarray(location.start - start, location.end - start),
          scale: this.#number(rows, (from + i) * this.#rowBytes, 'ZSCALE'),
          zero: this.#number(rows, (from + i) * this.#rowBytes, 'ZZERO'),
          blank: this.#number(rows, (from + i) * this.#rowBytes, 'ZBLANK')
        }));
      }
    }
  }

  /** @param at offset in `rows` of the tile in row `row` of the table */
  #locate(rows: DataView, at: number, row: number): TileLocation {
    for (const source of SOURCES) {
      const column = this.#columns.get(source);
      if (!column) continue;
      const size = HEAP_BYTES[column.heapType ?? ''];
      if (size === undefined)
        throw new FitsError(
          `${hduLabel(this.hdu)}: the column ${source} does not hold variable-length arrays.`
        );
      const descriptor = at + column.offset;
      const isWide = column.type === 'Q';
      const length = size * (isWide ? int64(rows, descriptor) : rows.getInt32(descriptor));
      const offset = isWide ? int64(rows, descriptor + 8) : rows.getInt32(descriptor + 4);
      const start = this.#heapStart + offset;
      if (length === 0) continue;
      if (length < 0 || start < 0 || start + length > this.hdu.dataLength)
        throw new FitsError(`${hduLabel(this.hdu)}: tile ${row + 1} lies outside the data.`);
      return { source, start, end: start + length };
    }
    throw new FitsError(`${hduLabel(this.hdu)}: tile ${row + 1} has no pixels.`);
  }

  /** A number from this column, or where there is none, from the header card of the same name. */
  #number(rows: DataView, row: number, name: string): number | null {
    const column = this.#columns.get(name);
    if (!column) return this.hdu.header.number(name);
    const at = row + column.offset;
    switch (column.type) {
      case 'D':
        return rows.getFloat64(at);
      case 'E':
        return rows.getFloat32(at);
      case 'J':
        return rows.getInt32(at);
      case 'I':
        return rows.getInt16(at);
      case 'B':
        return rows.getUint8(at);
      default:
        throw new FitsError(`${hduLabel(this.hdu)}: the column ${name} does not hold numbers.`);
    }
  }
}

const int64 = (view: DataView, at: number): number => view.getInt32(at) * 2 ** 32 + view.getUint32(at + 4);
