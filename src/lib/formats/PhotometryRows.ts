import type { UnixMilliseconds } from '../domain/units/Brand';
import type { PhotometryMeasurement } from '../domain/rows/FinishedOutput';
import { plainName } from '../domain/statement/plainName';
import { DAY, UNIX_JD } from '../domain/units/days';
import { mayBeThousands } from '../domain/units/mayBeThousands';
import {
  BRIGHTNESS_ROLES,
  type ColumnRole,
  type PhotometryMapping,
  type RowProblem,
  TIME_KINDS
} from '../domain/measurement/photometryTable';
import { photometryValue } from '../domain/rows/photometryValue';
import { parseCalendarDate } from '../fits/facts/calendarDate';
import { decimalReader } from './decimalReader';
import type { DelimitedTable } from './delimitedTable';

/** When the light arrived at the Earth, for a Julian date as seen from the Sun or the barycentre. */
export type ArrivalTime = (julianDate: number, kind: 'hjdUtc' | 'bjdTdb') => UnixMilliseconds;

const EARLIEST = Date.UTC(1600, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);
/** From when on light travel time and leap seconds can be computed. */
const CONVERTIBLE_SINCE = Date.UTC(1972, 0, 2);
const NONE = /^(|n\/?a|nan|null|none|-+|inf|9{2,}(\.9*|\.0*)?)$/i;
const YES = /^(1|y(es)?|t(rue)?|[<>])$/i;
const NO = /^(|0|n(o)?|f(alse)?|n\/?a)$/i;

/** Beyond the Sun, and beyond what any telescope sees, also of magnitudes without zero point. */
const [BRIGHTEST, FAINTEST] = [-40, 60];

type Decimal = (cell: string) => number;

/** Why a row cannot be read. */
class RowError extends Error {}

/**
 * Turns the rows of a table, which may come in parts, into measurements. A row that cannot be read is reported as a
 * problem with its line; no part of it is used.
 */
export class PhotometryRows {
  readonly #mapping: PhotometryMapping;
  readonly #decimal: Decimal;
  readonly #arrivalTime: ArrivalTime;
  /** Of all measurements: eight bytes each, for what is to be said of them. */
  readonly #timestamps: number[] = [];
  #early = 0;
  #hasErrors = false;

  /**
   * @param hasPoints whether numbers of the table have decimal points
   * @throws RangeError if there is no column of times, or none of magnitudes or fluxes
   */
  constructor(mapping: PhotometryMapping, hasPoints: boolean, arrivalTime: ArrivalTime) {
    const [missing] = missingColumns(mapping);
    if (missing) throw new RangeError(`No column has been chosen for the ${missing}`);
    this.#mapping = mapping;
    this.#decimal = decimalReader(hasPoints);
    this.#arrivalTime = arrivalTime;
  }

  /** The next rows of the table. */
  read({ rows, lines, settings }: DelimitedTable): {
    readonly measurements: readonly PhotometryMeasurement[];
    readonly problems: readonly RowProblem[];
  } {
    const { roles } = this.#mapping;
    const observer = settings.get('OBSCODE');
    const measurements: PhotometryMeasurement[] = [];
    const problems: RowProblem[] = [];
    rows.forEach((row, i) => {
      const cell = (role: ColumnRole) => row[roles.indexOf(role)] ?? '';
      try {
        const value = brightness(cell, roles.includes('flux'), observer, this.#decimal);
        const { utc, bjdTdb, isEarly } = this.#instant(cell('time'));
        if (isEarly) this.#early++;
        this.#hasErrors ||= value.error !== 0;
        this.#timestamps.push(utc);
        measurements.push({
          timestamp: utc,
          value: bjdTdb === undefined ? value : photometryValue({ ...value, bjdTdb }),
          dataProductUid: null
        });
      } catch (error) {
        if (!(error instanceof RowError)) throw error;
        problems.push({ line: lines[i]!, text: error.message });
      }
    });
    return { measurements, problems };
  }

  /** What is to be said of all that was read. */
  notes(): readonly string[] {
    const times = this.#timestamps;
    const backwards = times.filter((time, i) => i > 0 && time < times[i - 1]!).length;
    const sorted = Float64Array.from(times).sort();
    const shared = sorted.filter((time, i) => i > 0 && time === sorted[i - 1]).length;
    const early = this.#early;
    return [
      ...(this.#mapping.roles.includes('flux')
        ? [
            'Fluxes are turned into magnitudes: −2.5 times their logarithm, so that a flux of 1 is magnitude 0, and more light a smaller number.'
          ]
        : []),
      ...(backwards > 0
        ? [`Times run backwards in ${counted(backwards, 'place')}; the rows are put in order of time.`]
        : []),
      ...(shared > 0
        ? [`${shared === 1 ? '1 row has' : `${shared} rows have`} the same time as another; all are kept.`]
        : []),
      ...(times.length > 0 && !this.#hasErrors
        ? ['All errors are 0: they are kept, but do not say how certain the magnitudes are.']
        : []),
      ...(early > 0
        ? [`${counted(early, 'time')} before 1972, left as seen from the Sun: up to 8.4 minutes off.`]
        : [])
    ];
  }

  #instant(text: string): { utc: UnixMilliseconds; bjdTdb?: number; isEarly?: boolean } {
    if (NONE.test(text)) throw new RowError('the time is missing');
    const { form, zero, label } = TIME_KINDS[this.#mapping.timeKind];
    const date = form === 'date' ? parseCalendarDate(text) : null;
    if (form === 'date' && !date?.hasTime)
      throw new RowError(`the time '${text}' ${date ? 'has no time of day' : 'is not a date'}`);
    const julianDate = date ? 0 : this.#decimal(text) + zero;
    const reading = date ? date.milliseconds : Math.round((julianDate - UNIX_JD) * DAY);
    if (Number.isNaN(reading)) throw new RowError(`the time '${text}' is not a number`);
    if (!(reading >= EARLIEST && reading <= LATEST))
      throw new RowError(`the time ${text}, taken as ${label}, is not in the years 1600 to 2200`);
    if (form === 'date' || form === 'jdUtc') return { utc: reading as UnixMilliseconds };
    const isEarly = reading < CONVERTIBLE_SINCE;
    return {
      utc: isEarly ? (reading as UnixMilliseconds) : this.#arrivalTime(julianDate, form),
      isEarly,
      ...(form === 'bjdTdb' && { bjdTdb: julianDate })
    };
  }
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** What a mapping lacks for a table to be read, in words. */
export const missingColumns = ({ roles }: PhotometryMapping): readonly string[] => [
  ...(roles.includes('time') ? [] : ['time']),
  ...(BRIGHTNESS_ROLES.some((role) => roles.includes(role)) ? [] : ['magnitude or flux'])
];

function brightness(
  cell: (role: ColumnRole) => string,
  isFlux: boolean,
  observer: string | undefined,
  decimal: Decimal
) {
  const error = NONE.test(cell('error')) ? null : parseNumber(cell('error'), 'error', decimal);
  if (error !== null && error < 0) throw new RowError(`the error ${error} is negative`);
  const { isLimit, ...measured } = isFlux
    ? fromFlux(cell('flux'), error, decimal)
    : { ...magnitudeOf(cell('magnitude'), cell('limit'), decimal), error };
  return photometryValue({
    ...measured,
    filter: plainName(cell('filter')) || undefined,
    isLimit: isLimit || undefined,
    airmass: NONE.test(cell('airmass')) ? undefined : parseNumber(cell('airmass'), 'airmass', decimal),
    source: plainName(cell('source')) || observer || undefined
  });
}

/** A flux of 1 is magnitude 0. */
function fromFlux(text: string, error: number | null, decimal: Decimal) {
  const [, sign, digits] = /^(<?)\s*(.*)$/s.exec(text)!;
  if (NONE.test(digits!)) throw new RowError('the flux is missing');
  const flux = parseNumber(digits!, 'flux', decimal);
  if (!(flux > 0)) throw new RowError(`the flux ${flux} is not above 0, and has no magnitude`);
  return {
    magnitude: bounded(-2.5 * Math.log10(flux)),
    error: error === null ? null : (2.5 / Math.LN10) * (error / flux),
    isLimit: sign !== ''
  };
}

/** A limit is marked by a sign (`<15.1`, `>15.1`), by yes or no, or by its own magnitude where there is no other. */
function magnitudeOf(text: string, limit: string, decimal: Decimal): { magnitude: number; isLimit: boolean } {
  const [, sign, digits] = /^([<>]?)\s*(.*)$/s.exec(text)!;
  if (!NONE.test(digits!)) {
    const isLegal = YES.test(limit) || NO.test(limit) || Number.isFinite(decimal(limit.replace(/^[<>]/, '')));
    if (!isLegal) throw new RowError(`the limit '${limit}' is neither yes, no nor a magnitude`);
    return {
      magnitude: bounded(parseNumber(digits!, 'magnitude', decimal)),
      isLimit: sign !== '' || YES.test(limit)
    };
  }
  const faintest = limit.replace(/^[<>]\s*/, '');
  if (YES.test(limit) || NO.test(limit) || NONE.test(faintest))
    throw new RowError('the magnitude is missing');
  return { magnitude: bounded(parseNumber(faintest, 'limit', decimal)), isLimit: true };
}

function bounded(magnitude: number): number {
  if (magnitude >= BRIGHTEST && magnitude <= FAINTEST) return magnitude;
  throw new RowError(`the magnitude ${magnitude} is not from ${BRIGHTEST} to ${FAINTEST}`);
}

function parseNumber(text: string, what: string, decimal: Decimal): number {
  const value = decimal(text);
  if (Number.isNaN(value) && mayBeThousands(text))
    throw new RowError(`the ${what} '${text}' has a comma where other numbers have a decimal point`);
  if (Number.isNaN(value)) throw new RowError(`the ${what} '${text}' is not a number`);
  return value;
}
