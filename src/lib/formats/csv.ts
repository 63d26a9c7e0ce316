import Papa from 'papaparse';

/** Rows as CSV (RFC 4180), every line ended with a line break. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.length === 0 ? '' : `${Papa.unparse(rows as (string | number)[][])}\r\n`;
}
