import { cellText } from '../../fits/tables/cellText';
import type { ColumnData } from '../../fits/tables/ColumnData';
import type { FitsFile } from '../../fits/file/openFits';
import { readTable } from '../../fits/tables/readTable';
import type { Table } from '../../fits/tables/Table';
import { toCsv } from '../../formats/csv';
import type { TableOverview } from '../protocol';

const CSV_ROWS = 5000;

/** A table whose rows are read when they are shown, in the order of the file or of one column. */
export class ViewedTable {
  /** Rows of the file in the order in which they are shown; null for the order of the file. */
  #order: Uint32Array | null = null;

  constructor(
    private readonly file: FitsFile,
    private readonly table: Table
  ) {}

  overview(): TableOverview {
    const { rows, columns } = this.table;
    return {
      rows,
      columns: columns.map(({ number, name, unit, format }) => ({
        name: name || `Column ${number}`,
        unit,
        format
      }))
    };
  }

  /** The cells, as text, of the rows shown in the places `from <= i < to`. */
  async rows(from: number, to: number): Promise<string[][]> {
    const order = this.#order;
    if (!order) return this.#cells(from, to);
    const rows: string[][] = [];
    for (const row of order.subarray(from, to)) rows.push(...(await this.#cells(row, row + 1)));
    return rows;
  }

  /**
   * Sorts by a column, numbers by value and anything else as text; undefined values come last.
   * @param column its index; null restores the order of the file
   */
  async sort(column: number | null, isDescending: boolean): Promise<void> {
    this.#order = null;
    if (column === null) return;
    const { rows, columns } = this.table;
    const [data] = await readTable(this.file, this.table, 0, rows, [columns[column]!]);
    const keys = sortKeys(data!, rows);
    const sign = isDescending ? -1 : 1;
    this.#order = Uint32Array.from({ length: rows }, (_, row) => row).sort(
      (a, b) => compareKeys(keys[a]!, keys[b]!, sign) || a - b
    );
  }

  /** The table as CSV, in the order it is shown in. */
  async csv(): Promise<Blob> {
    const { columns } = this.overview();
    const parts = [toCsv([columns.map(({ name, unit }) => (unit ? `${name} [${unit}]` : name))])];
    for (let from = 0; from < this.table.rows; from += CSV_ROWS)
      parts.push(toCsv(await this.rows(from, Math.min(this.table.rows, from + CSV_ROWS))));
    return new Blob(parts, { type: 'text/csv' });
  }

  async #cells(from: number, to: number): Promise<string[][]> {
    const columns = await readTable(this.file, this.table, from, to);
    return Array.from({ length: to - from }, (_, row) => columns.map((column) => cellText(column, row)));
  }
}

type SortKey = number | bigint | string;

function sortKeys(data: ColumnData, rows: number): readonly SortKey[] {
  const isSingle = data.starts.every((start, row) => start === row);
  if (!isSingle || data.kind === 'complex' || data.kind === 'text')
    return Array.from({ length: rows }, (_, row) => cellText(data, row));
  return Array.from({ length: rows }, (_, row) => (data.isNull?.[row] ? NaN : data.values[row]!));
}

function compareKeys(a: SortKey, b: SortKey, sign: number): number {
  const [isLastA, isLastB] = [a, b].map((key) => key === '' || Number.isNaN(key)) as [boolean, boolean];
  if (isLastA || isLastB) return Number(isLastA) - Number(isLastB);
  return a < b ? -sign : a > b ? sign : 0;
}
