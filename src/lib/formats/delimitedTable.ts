import Papa from 'papaparse';
import { withoutFormulaQuote } from './csv';
import { HEADING } from './photometryTableCsv';

export interface DelimitedTable {
  /** Names of the columns; empty where there are none. */
  readonly names: readonly string[];
  /** Each with as many cells as there are columns. */
  readonly rows: readonly (readonly string[])[];
  /** The line on which each row begins, from 1. */
  readonly lines: readonly number[];
  /** Values of the `#KEY=value` lines, by the key in capitals. */
  readonly settings: ReadonlyMap<string, string>;
}

const DELIMITERS = ['\t', ';', '|', '!', ',', ' '];
/** What AAVSO files call their delimiter. */
const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  COMMA: ',',
  SEMICOLON: ';',
  EXCL: '!',
  PIPE: '|',
  TAB: '\t',
  SPACE: ' '
};
/** Columns of AAVSO files, whose headings are optional: Extended File Format and Visual File Format. */
const AAVSO_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  EXTENDED: 'NAME DATE MAG MERR FILT TRANS MTYPE CNAME CMAG KNAME KMAG AMASS GROUP CHART NOTES'.split(' '),
  VISUAL: 'NAME DATE MAG COMMENTCODE COMP1 COMP2 CHART NOTES'.split(' ')
};
const SAMPLE_LINES = 100;
/** Fraction of the lines that must have the same number of fields for a delimiter to be the right one. */
const MIN_AGREEMENT = 0.6;
const COMMA_DECIMALS = /^\s*[-+]?\d+,\d+\s+[-+]?\d+,\d/;
const NUMBER_OR_DATE = /^[<>]?\s*[-+]?[.,]?\d/;
/** A quote character that no text contains, so that quotes are ordinary characters. */
const NO_QUOTES = '\u0000';

/**
 * Reads text in columns separated by tabs, semicolons, bars, exclamation marks, commas or white space. Lines that begin
 * with `#` are comments; the last one with as many words as there are columns names them, if nothing else does. Quotes
 * that `toCsv` puts before formulas are taken away.
 * @throws RangeError `Empty table or invalid file type`
 */
export function delimitedTable(text: string): DelimitedTable {
  if (text.includes(NO_QUOTES)) throw new RangeError('Empty table or invalid file type');
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const comments = lines.filter(isComment).map((line) => line.trim().slice(1));
  const settings = new Map(comments.flatMap(setting));
  const delimiter = DELIMITER_NAMES[settings.get('DELIM')?.toUpperCase() ?? ''] ?? guessDelimiter(lines);
  if (delimiter === undefined) throw new RangeError('Empty table or invalid file type');

  const { rows, starts } = splitRows(lines, delimiter);
  const first = rows[0];
  if (!first) throw new RangeError('Empty table or invalid file type');
  const hasHeading = !first.some((cell) => NUMBER_OR_DATE.test(cell));
  const aavso = AAVSO_COLUMNS[settings.get('TYPE')?.toUpperCase() ?? ''];
  const names = aavso ?? (hasHeading ? first : commentedNames(comments, delimiter, first.length));
  const from = hasHeading ? 1 : 0;
  const width = Math.max(names.length, ...rows.slice(from, SAMPLE_LINES).map(({ length }) => length));
  if (rows.length === from) throw new RangeError('Empty table or invalid file type');
  return {
    names,
    rows: rows.slice(from).map((row) => Array.from({ length: width }, (_, column) => row[column] ?? '')),
    lines: starts.slice(from),
    settings
  };
}

const isComment = (line: string): boolean => /^\s*#/.test(line);

function setting(comment: string): [string, string][] {
  const parts = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(comment);
  return parts ? [[parts[1]!.toUpperCase(), parts[2]!]] : [];
}

function guessDelimiter(lines: readonly string[]): string | undefined {
  const sample: string[] = [];
  for (const line of lines) {
    if (line.trim() !== '' && !isComment(line)) sample.push(line);
    if (sample.length === SAMPLE_LINES) break;
  }
  // Whatever its cells hold, this is a table of ours.
  if (sample[0] === HEADING.join(',')) return ',';
  if (sample.length > 0 && sample.every((line) => COMMA_DECIMALS.test(line))) return ' ';
  return DELIMITERS.find((delimiter) => {
    const counts = splitRows(sample, delimiter).rows.map(({ length }) => length);
    const median = [...counts].sort((a, b) => a - b)[counts.length >> 1] ?? 0;
    return median > 1 && counts.filter((count) => count === median).length >= MIN_AGREEMENT * counts.length;
  });
}

/** The rows, without comments and blank lines, and the line on which each begins. */
function splitRows(
  lines: readonly string[],
  delimiter: string
): { readonly rows: string[][]; readonly starts: number[] } {
  const text = lines
    .map((line) => (isComment(line) ? '' : delimiter === ' ' ? evenlySpaced(line) : line))
    .join('\n');
  const parse = (quoteChar: string) => Papa.parse<string[]>(text, { delimiter, quoteChar, newline: '\n' });
  const quoted = parse('"');
  // A quote that is never closed would swallow the rest: then quotes are ordinary characters.
  const { data } = quoted.errors.some(({ type }) => type === 'Quotes') ? parse(NO_QUOTES) : quoted;
  const rows: string[][] = [];
  const starts: number[] = [];
  let line = 1;
  for (const row of data) {
    if (row.some((cell) => cell.trim() !== '')) {
      rows.push(row.map((cell) => withoutFormulaQuote(cell.trim())));
      starts.push(line);
    }
    line += 1 + row.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
  }
  return { rows, starts };
}

/** Single spaces between words, but none between a date and its time of day. */
const evenlySpaced = (line: string): string =>
  line
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/\b(\d{4}[-/]\d\d[-/]\d\d) (\d\d?:\d\d)/g, '$1T$2');

function commentedNames(comments: readonly string[], delimiter: string, columns: number): readonly string[] {
  const candidates = comments.flatMap((comment) => [comment.split(delimiter), comment.trim().split(/\s+/)]);
  const names = candidates.findLast(({ length }) => length === columns) ?? [];
  return names.map((name) => name.trim());
}
