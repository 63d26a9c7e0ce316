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
const NO_TABLE = 'Empty table or invalid file type';
/** A quote character that no text contains, so that quotes are ordinary characters. */
const NO_QUOTES = '\u0000';

/** How the text of a table is to be read. */
export interface TableLayout {
  readonly delimiter: string;
  readonly names: readonly string[];
  /** The number of columns. */
  readonly width: number;
  readonly settings: DelimitedTable['settings'];
  readonly hasHeading: boolean;
}

/** A quote is not closed, or there is more after it. */
export class QuotesError extends RangeError {}

/**
 * Reads text in columns separated by tabs, semicolons, bars, exclamation marks, commas or white space. Lines that begin
 * with `#` are comments; the last one with as many words as there are columns names them, if nothing else does. Quotes
 * that `toCsv` puts before formulas are taken away.
 * @throws RangeError `Empty table or invalid file type`
 */
export function delimitedTable(text: string): DelimitedTable {
  const lines = text.replace(/^\ufeff/, '').split(LINE_BREAK);
  const read = (hasQuotes: boolean): DelimitedTable => {
    const layout = tableLayout(lines, hasQuotes);
    return tablePart(lines, 1, layout, hasQuotes, true);
  };
  try {
    return read(true);
  } catch (error) {
    // A quote that is never closed would swallow the rest: then quotes are ordinary characters.
    if (error instanceof QuotesError) return read(false);
    throw error;
  }
}

export const LINE_BREAK = /\r\n|\n|\r/;

/**
 * The layout of a table, of which these are the first lines.
 * @throws RangeError `Empty table or invalid file type`
 * @throws QuotesError
 */
export function tableLayout(lines: readonly string[], hasQuotes: boolean): TableLayout {
  if (lines.some((line) => line.includes(NO_QUOTES))) throw new RangeError(NO_TABLE);
  const comments = lines.filter(isComment).map((line) => line.trim().slice(1));
  const settings = new Map(comments.flatMap(setting));
  const said = settings.get('DELIM') ?? '';
  const delimiter =
    DELIMITER_NAMES[said.toUpperCase()] ??
    DELIMITERS.find((one) => one === said) ??
    guessDelimiter(lines, hasQuotes);
  if (delimiter === undefined) throw new RangeError(NO_TABLE);
  const { rows } = splitRows(lines, 1, delimiter, hasQuotes);
  const first = rows[0];
  if (!first) throw new RangeError(NO_TABLE);
  const hasHeading = !first.some((cell) => NUMBER_OR_DATE.test(cell));
  const aavso = AAVSO_COLUMNS[settings.get('TYPE')?.toUpperCase() ?? ''];
  const names = aavso ?? (hasHeading ? first : commentedNames(comments, delimiter, first.length));
  const from = hasHeading ? 1 : 0;
  if (rows.length === from) throw new RangeError(NO_TABLE);
  const width = Math.max(names.length, ...rows.slice(from, SAMPLE_LINES).map(({ length }) => length));
  return { delimiter, names, width, settings, hasHeading };
}

/**
 * A part of a table: whole rows of it.
 * @param firstLine the number of the first of the lines, from 1
 * @param isFirst whether it is the one with the heading
 * @throws QuotesError
 */
export function tablePart(
  lines: readonly string[],
  firstLine: number,
  { delimiter, names, width, settings, hasHeading }: TableLayout,
  hasQuotes: boolean,
  isFirst: boolean
): DelimitedTable {
  const { rows, starts } = splitRows(lines, firstLine, delimiter, hasQuotes);
  const from = isFirst && hasHeading ? 1 : 0;
  return {
    names,
    rows: rows.slice(from).map((row) => Array.from({ length: width }, (_, column) => row[column] ?? '')),
    lines: starts.slice(from),
    settings
  };
}

export const isComment = (line: string): boolean => /^\s*#/.test(line);

function setting(comment: string): [string, string][] {
  const parts = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(comment);
  return parts ? [[parts[1]!.toUpperCase(), parts[2]!]] : [];
}

function guessDelimiter(lines: readonly string[], hasQuotes: boolean): string | undefined {
  const sample: string[] = [];
  for (const line of lines) {
    if (line.trim() !== '' && !isComment(line)) sample.push(line);
    if (sample.length === SAMPLE_LINES) break;
  }
  // Whatever its cells hold, this is a table of ours.
  if (sample[0] === HEADING.join(',')) return ',';
  if (sample.length > 0 && sample.every((line) => COMMA_DECIMALS.test(line))) return ' ';
  return DELIMITERS.find((delimiter) => {
    const counts = splitRows(sample, 1, delimiter, hasQuotes).rows.map(({ length }) => length);
    const median = [...counts].sort((a, b) => a - b)[counts.length >> 1] ?? 0;
    return median > 1 && counts.filter((count) => count === median).length >= MIN_AGREEMENT * counts.length;
  });
}

/** The rows, without comments and blank lines, and the line on which each begins. */
function splitRows(
  lines: readonly string[],
  firstLine: number,
  delimiter: string,
  hasQuotes: boolean
): { readonly rows: string[][]; readonly starts: number[] } {
  const text = lines
    .map((line) => (isComment(line) ? '' : delimiter === ' ' ? evenlySpaced(line) : line))
    .join('\n');
  const quoteChar = hasQuotes ? '"' : NO_QUOTES;
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, quoteChar, newline: '\n' });
  if (hasQuotes && errors.some(({ type }) => type === 'Quotes')) throw new QuotesError(NO_TABLE);
  const rows: string[][] = [];
  const starts: number[] = [];
  let line = firstLine;
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
