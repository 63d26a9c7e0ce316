import { dataStrips, type DataUnit } from './DataUnit';
import { encodeColumn, type ColumnToWrite } from './encodeColumn';
import type { Card } from '../file/formatCard';

export interface TableToWrite {
  readonly columns: readonly ColumnToWrite[];
}

/**
 * A binary table (FITS 4.0, section 7.3).
 * @throws RangeError if a column cannot be written, or does not have as many rows as the first
 */
export function encodeTable({ columns }: TableToWrite): DataUnit {
  assertNames(columns);
  const encoded = columns.map(encodeColumn);
  const rows = encoded[0]?.rows ?? 0;
  for (const [index, column] of encoded.entries())
    if (column.rows !== rows)
      throw new RangeError(`Column ${columns[index]!.name} has ${column.rows} rows, the first ${rows}.`);
  const rowBytes = encoded.reduce((sum, { bytes }) => sum + bytes, 0);
  const columnCards = encoded.flatMap(({ cards }, index) =>
    cards.map(([root, ...rest]): Card => [`${root}${index + 1}`, ...rest])
  );
  return {
    extension: 'BINTABLE',
    bitpix: 8,
    axes: [rowBytes, rows],
    cards: [['TFIELDS', columns.length], ...columnCards],
    strips: dataStrips(rows, rowBytes, (view, first, count) => {
      let offset = 0;
      for (const { bytes, store } of encoded) {
        store(first, count, view, offset, rowBytes);
        offset += bytes;
      }
    })
  };
}

function assertNames(columns: readonly ColumnToWrite[]): void {
  if (columns.length > 999) throw new RangeError(`A table cannot have ${columns.length} columns.`);
  const names = new Set<string>();
  for (const { name } of columns) {
    if (!/^[A-Za-z0-9_]{1,68}$/.test(name)) throw new RangeError(`A column cannot be named '${name}'.`);
    if (names.has(name.toUpperCase())) throw new RangeError(`Two columns are named '${name}'.`);
    names.add(name.toUpperCase());
  }
}
