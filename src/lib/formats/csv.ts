import Papa from 'papaparse';

/**
 * Cells that a spreadsheet would take for a formula, which a file's name or a header's text may hold; numbers, also
 * sexagesimal ones, are none. Source: OWASP, CSV injection.
 */
const FORMULA = /^[=@\t\r]|^[+-](?![\d.:\s]*(e[+-]?\d+)?$)/i;
/** What `toCsv` puts before such a cell. */
const QUOTED_FORMULA = /^'(?=[=@\t\r+-])/;

/** Rows as CSV (RFC 4180), with a line break after every line. Text that looks like a formula gets a quote before it. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.length === 0
    ? ''
    : `${Papa.unparse(rows as (string | number)[][], { escapeFormulae: FORMULA })}\r\n`;
}

/** The rows of a CSV table, keyed by the names of its columns, which are its first row. */
export const csvRecords = (text: string): readonly Readonly<Record<string, string>>[] =>
  Papa.parse<Record<string, string>>(text, {
    header: true,
    delimiter: ',',
    skipEmptyLines: true,
    transform: (cell) => cell.replace(QUOTED_FORMULA, '')
  }).data;
