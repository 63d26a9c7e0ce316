import Papa from 'papaparse';

/** Rows as CSV (RFC 4180), with a line break after every line. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.length === 0 ? '' : `${Papa.unparse(rows as (string | number)[][])}\r\n`;
}

/** The rows of a CSV table, keyed by the names of its columns, which are its first row. */
export const csvRecords = (text: string): readonly Readonly<Record<string, string>>[] =>
  Papa.parse<Record<string, string>>(text, { header: true, delimiter: ',', skipEmptyLines: true }).data;
