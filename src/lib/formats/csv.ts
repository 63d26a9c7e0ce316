import Papa from 'papaparse';

/**
 * How cells begin that a spreadsheet would take for a formula, which a file's name or a header's text may hold; numbers,
 * also sexagesimal ones, are none. Source: OWASP, CSV injection.
 */
const FORMULA = String.raw`(?:[=＝@＠\t\r\n]|[+＋－-](?![\d.:\s]*(?:e[+-]?\d+)?$))`;
/** Also such a cell that begins with quotes already, so that what is put before it can be taken away for certain. */
const TO_QUOTE = new RegExp(`^'*${FORMULA}`, 'i');
const QUOTED = new RegExp(`^'(?='*${FORMULA})`, 'i');

/** Rows as CSV (RFC 4180), with a line break after every line. Text that looks like a formula gets a quote before it. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.length === 0
    ? ''
    : `${Papa.unparse(rows as (string | number)[][], { escapeFormulae: TO_QUOTE })}\r\n`;
}

/** A cell as it was before `toCsv` kept spreadsheets from taking it for a formula. */
export const withoutFormulaQuote = (cell: string): string => cell.replace(QUOTED, '');

/** The rows of a CSV table, keyed by the names of its columns, which are its first row. */
export const csvRecords = (text: string): readonly Readonly<Record<string, string>>[] =>
  Papa.parse<Record<string, string>>(text, {
    header: true,
    delimiter: ',',
    skipEmptyLines: true,
    transform: withoutFormulaQuote
  }).data;
