import { DAY, UNIX_JD } from '../../domain/units/days';
import { parseCalendarDate } from '../../fits/facts/calendarDate';
import { decimalReader, usesPoints } from '../../formats/decimalReader';
import { type DelimitedTable, delimitedTable } from '../../formats/delimitedTable';
import { guessPhotometryMapping } from '../../formats/guessPhotometryMapping';
import { AsyncError } from '../api';
import type { Brightnesses } from './Brightnesses';
import type { ColumnNames } from './ColumnNames';
import { leftOut } from './leftOut';

const FLUX = /flux|counts|intensity|adu/i;
const FLUX_ERROR = /(flux|counts).*(err|unc|sig)|(err|unc|sig).*(flux|counts)|^err/i;
/** Rows from which the content of unnamed columns is guessed. */
const SAMPLE_ROWS = 200;

type Decimal = (cell: string) => number;

interface Columns {
  readonly time: number;
  readonly value: number;
  /** -1 where there is none; so for filters. */
  readonly error: number;
  readonly filter: number;
}

/**
 * Reads times and brightnesses from a text in columns.
 * @param file its name, for warnings
 * @throws AsyncError if a column is not found, or no line has both; without the name of the file
 */
export function readTextFile(file: string, text: string, names: ColumnNames): Brightnesses {
  const table = read(text);
  const decimal = decimalReader(usesPoints(table));
  const columns = chooseColumns(table, decimal, names);
  const times: number[] = [];
  const values: number[] = [];
  const errors: number[] = [];
  const filters: string[] = [];
  const unread: number[] = [];
  let limits = 0;
  for (const [i, row] of table.rows.entries()) {
    const time = timeOf(row[columns.time], decimal);
    const cell = row[columns.value];
    const value = decimal(cell);
    if (/^[<>]/.test(cell)) limits++;
    else if (Number.isFinite(time) && Number.isFinite(value)) {
      times.push(time);
      values.push(value);
      errors.push(columns.error < 0 ? NaN : decimal(row[columns.error]));
      filters.push(columns.filter < 0 ? '' : row[columns.filter]);
    } else unread.push(table.lines[i]);
  }
  if (times.length === 0)
    throw new AsyncError(
      `no line has a time in ${label(table, columns.time)} and a brightness in ${label(table, columns.value)}. ` +
        'Name the columns to use, or give their numbers.'
    );
  return {
    times,
    values,
    errors,
    filters,
    kind: FLUX.test(table.names[columns.value] ?? '') ? 'flux' : 'magnitude',
    timeName: table.names[columns.time] || 'time',
    notes: [
      `${times.length} measurements: times from ${label(table, columns.time)}, brightnesses from ` +
        `${label(table, columns.value)}, ` +
        (columns.error < 0 ? 'no errors.' : `errors from ${label(table, columns.error)}.`)
    ],
    warnings: [...leftOut(file, limits, 'limit'), ...leftOut(file, unread.length, 'unreadable', unread)]
  };
}

function read(text: string): DelimitedTable {
  try {
    return delimitedTable(text);
  } catch (error) {
    throw new AsyncError((error as Error).message);
  }
}

const label = ({ names }: DelimitedTable, column: number): string =>
  names[column] ? `column '${names[column]}'` : `column ${column + 1}`;

function timeOf(cell: string, decimal: Decimal): number {
  const date = parseCalendarDate(cell);
  return date ? date.milliseconds / DAY + UNIX_JD : decimal(cell);
}

/** The columns that the user names, or else those that their names, or else their contents, suggest. */
function chooseColumns(table: DelimitedTable, decimal: Decimal, names: ColumnNames): Columns {
  const { roles } = guessPhotometryMapping(table);
  const columns = table.rows[0].map((_, column) => column);
  const named = (wanted: string, what: string): number => {
    if (wanted.trim() === '') return -1;
    const byName = table.names.findIndex((name) => name.toLowerCase() === wanted.trim().toLowerCase());
    const column = byName >= 0 ? byName : Number(wanted) - 1;
    if (columns.includes(column)) return column;
    const known = columns.map((index) => table.names[index] || String(index + 1)).join(', ');
    throw new AsyncError(`there is no column '${wanted.trim()}' for the ${what}. Columns are ${known}.`);
  };
  const asked = {
    time: named(names.time, 'time'),
    value: named(names.value, 'brightness'),
    error: named(names.error, 'error')
  };
  const isFree = (column: number): boolean => !Object.values(asked).includes(column);
  const role = (name: (typeof roles)[number]): number =>
    roles.findIndex((role, column) => role === name && isFree(column));
  const first = (...found: readonly number[]): number => found.find((column) => column >= 0) ?? -1;
  const flux =
    columns.find(
      (column) =>
        isFree(column) && FLUX.test(table.names[column] ?? '') && !FLUX_ERROR.test(table.names[column])
    ) ?? -1;
  const time = first(
    asked.time,
    role('time'),
    columns.find((column) => isFree(column) && isAscending(table, column, decimal)) ?? -1
  );
  const magnitude = role('magnitude');
  const value = first(
    asked.value,
    magnitude === time ? -1 : magnitude,
    flux,
    columns.find((column) => column !== time && isFree(column) && isNumeric(table, column, decimal)) ?? -1
  );
  if (time < 0 || value < 0)
    throw new AsyncError(
      `no column of ${time < 0 ? 'times' : 'brightnesses'} was found. Name it, or give its number.`
    );
  const isFlux = value === flux;
  const fluxError =
    columns.find((column) => isFree(column) && FLUX_ERROR.test(table.names[column] ?? '')) ?? -1;
  const error = first(asked.error, role('error'), isFlux ? fluxError : -1);
  return { time, value, error: error === value || error === time ? -1 : error, filter: role('filter') };
}

const sample = ({ rows }: DelimitedTable, column: number, decimal: Decimal): number[] =>
  rows.slice(0, SAMPLE_ROWS).map((row) => timeOf(row[column], decimal));

const isNumeric = (table: DelimitedTable, column: number, decimal: Decimal): boolean =>
  sample(table, column, decimal).some(Number.isFinite);

function isAscending(table: DelimitedTable, column: number, decimal: Decimal): boolean {
  const values = sample(table, column, decimal);
  return values.every((value, i) => Number.isFinite(value) && (i === 0 || value >= values[i - 1]));
}
