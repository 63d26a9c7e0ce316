import { asciiValues } from './asciiValues';
import { binaryValues } from './binaryValues';
import type { ColumnData } from './ColumnData';
import { columnLabel } from './columnCards';
import { FitsError } from '../file/FitsError';
import { HeapReader } from './HeapReader';
import { hduLabel } from '../file/Hdu';
import { latin1Text } from './latin1Text';
import type { FitsFile } from '../file/openFits';
import { assertComplete, readBytes } from '../file/readBytes';
import { storedBytes } from './storedBytes';
import type { AsciiColumn, BinaryColumn, Table, TableColumn } from './Table';

const STRIP_BYTES = 2 ** 20;
/** Most that one call may take: 256 MB. */
const MAX_BYTES = 2 ** 28;
/** What a string takes besides its characters. */
const STRING_OVERHEAD_BYTES = 24;

/** Reads one column, row after row. */
interface ColumnReader {
  /** @param at first byte of the row in `view` */
  readonly takeRow: (view: DataView, at: number, row: number) => void;
  readonly finish: () => ColumnData | Promise<ColumnData>;
}
/** Called before memory is allocated. */
type Reserve = (bytes: number) => void;

/**
 * Reads the rows `y0 <= y < y1` of some columns of a table. Of the file it reads only these rows and the arrays
 * they point to, in strips.
 * @param columns some of `table.columns`
 * @returns the columns in the order asked for
 * @throws RangeError if the table does not have these rows
 * @throws FitsError if the file is cut short, a cell is not legal, or the values take more than 256 MB
 */
export async function readTable(
  file: FitsFile,
  table: Table,
  y0 = 0,
  y1 = table.rows,
  columns = table.columns
): Promise<ColumnData[]> {
  const { hdu, rows, rowBytes } = table;
  if (!(0 <= y0 && y0 <= y1 && y1 <= rows))
    throw new RangeError(`rows ${y0} to ${y1} of ${hduLabel(hdu)}, which has ${rows}`);
  assertComplete(file, hdu);
  let left = MAX_BYTES - rowBytes;
  const reserve: Reserve = (bytes) => {
    left -= bytes;
    if (left < 0)
      throw new FitsError(`${hduLabel(hdu)}: more than 256 MB of a table cannot be read at once.`);
  };
  reserve(0);
  const readers = columns.map((column) => columnReader(file, table, column, y0, y1 - y0, reserve));
  const strip = Math.max(1, Math.floor(STRIP_BYTES / Math.max(1, rowBytes)));
  for (let first = y0; first < y1; first += strip) {
    const count = Math.min(strip, y1 - first);
    const bytes = await readBytes(file, hdu, first * rowBytes, count * rowBytes);
    const view = new DataView(bytes.buffer);
    for (const reader of readers)
      for (let row = 0; row < count; row++) reader.takeRow(view, row * rowBytes, first - y0 + row);
  }
  const data: ColumnData[] = [];
  for (const reader of readers) data.push(await reader.finish());
  return data;
}

function columnReader(
  file: FitsFile,
  table: Table,
  column: TableColumn,
  y0: number,
  rows: number,
  reserve: Reserve
): ColumnReader {
  if (column.encoding === 'ascii') return asciiReader(table, column, y0, rows, reserve);
  if (column.descriptor) return heapReader(file, table, column, rows, reserve);
  return binaryReader(column, rows, reserve);
}

function asciiReader(
  { hdu }: Table,
  column: AsciiColumn,
  y0: number,
  rows: number,
  reserve: Reserve
): ColumnReader {
  reserve(rows * (STRING_OVERHEAD_BYTES + column.width));
  const { data, decode } = asciiValues(column, rows);
  return {
    takeRow(view, at, row) {
      const cell = latin1Text(new Uint8Array(view.buffer, at + column.offset, column.width));
      if (!decode(cell, row))
        throw new FitsError(
          `${columnLabel(hdu, column.number)}, row ${y0 + row + 1}: '${cell}' is not legal.`
        );
    },
    finish: () => ({ ...data, column, starts: evenStarts(rows, 1) })
  };
}

function binaryReader(column: BinaryColumn, rows: number, reserve: Reserve): ColumnReader {
  const elements = column.shape.reduce((product, length) => product * length, 1);
  reserve(rows * (elements * valueBytes(column) + 4));
  const { data, decode } = binaryValues(column, rows * elements);
  return {
    takeRow: (view, at, row) => decode(view, at + column.offset, elements, row * elements),
    finish: () => ({ ...data, column, starts: evenStarts(rows, elements) })
  };
}

/** The rows hold only descriptors: the number of elements, and where they are in the heap. */
function heapReader(
  file: FitsFile,
  table: Table,
  column: BinaryColumn,
  rows: number,
  reserve: Reserve
): ColumnReader {
  reserve(rows * 20);
  const counts = new Float64Array(rows);
  const offsets = new Float64Array(rows);
  const starts = new Uint32Array(rows + 1);
  const heapBytes = table.hdu.dataLength - table.heapStart;
  return {
    takeRow(view, at, row) {
      const [count, offset] = descriptor(column, view, at + column.offset);
      const length = storedBytes(column.type, count);
      if (count < 0 || (count > 0 && (offset < 0 || offset + length > heapBytes)))
        throw new FitsError(
          `${columnLabel(table.hdu, column.number)}: the array of ${count} at byte ${offset} does not lie within the heap of ${heapBytes} bytes.`
        );
      counts[row] = count;
      offsets[row] = offset;
      const values = column.type === 'A' ? 1 : count;
      starts[row + 1] = starts[row]! + values;
      reserve(values * valueBytes(column) + length);
    },
    async finish() {
      const { data, decode } = binaryValues(column, starts[rows]!);
      const heap = new HeapReader(file, table);
      for (let row = 0; row < rows; row++) {
        if (counts[row] === 0) continue;
        const view = await heap.bytes(offsets[row]!, storedBytes(column.type, counts[row]!));
        decode(view, 0, counts[row]!, starts[row]!);
      }
      return { ...data, column, starts };
    }
  };
}

function descriptor(
  { descriptor }: BinaryColumn,
  view: DataView,
  at: number
): [count: number, offset: number] {
  if (descriptor === 'P') return [view.getInt32(at), view.getInt32(at + 4)];
  return [Number(view.getBigInt64(at)), Number(view.getBigInt64(at + 8))];
}

/** Upper limit of the memory that a value takes, bytes. */
const valueBytes = ({ type, textLength }: BinaryColumn): number =>
  type === 'A' ? STRING_OVERHEAD_BYTES + textLength : 16;

const evenStarts = (rows: number, elements: number): Uint32Array =>
  Uint32Array.from({ length: rows + 1 }, (_, row) => row * elements);
