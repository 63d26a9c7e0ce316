export interface CalendarDate {
  /** Milliseconds since 1970-01-01T00:00:00. */
  readonly milliseconds: number;
  /** Whether the text gives the time of day; if not, it is midnight. */
  readonly hasTime: boolean;
  /** Whether the text itself says that it is UTC, or gives an offset from it. */
  readonly hasZone: boolean;
  /** Whether day and month may be the other way round: `05/06/2004`. */
  readonly isAmbiguous: boolean;
}

const ISO =
  /^(\d{4})([-/:])(\d\d)\2(\d\d)(?:[T ]\s*(\d{1,2}:\d\d(?::\d\d(?:[.,]\d*)?)?))?\s*(Z|UTC?|[+-]\d\d:?\d\d)?$/i;
const OLD = /^(\d\d?)\/ ?(\d\d?)\/(\d\d)$/;
const YEAR_LAST =
  /^(\d\d?)([-/.])(\d\d?)\2(\d{4})(?:[T ]\s*(\d{1,2}:\d\d(?::\d\d(?:[.,]\d*)?)?))?\s*(Z|UTC?|[+-]\d\d:?\d\d)?$/i;

/**
 * Reads a date as found in headers: ISO 8601 with or without time, seconds, fraction and offset
 * (`2018-10-13T03:44:09.044`, `2015/06/09 02:29`, `...+02:00`), its fraction after a point or a comma, the date with
 * colons as in EXIF, `dd/mm/yyyy` with any separator, or `dd/mm/yy`. The standard says that the last means 19yy
 * (FITS 4.0, section 9.1.2), but programs kept writing it after 2000: up to 49 it means 20yy. A date whose second number
 * can only be a day has the month first.
 * @param first of two numbers that both can be months
 * @returns null if the text is not a date
 */
export function parseCalendarDate(text: string, first: 'day' | 'month' = 'day'): CalendarDate | null {
  const old = OLD.exec(text);
  if (old) {
    const [day, month, year] = [Number(old[1]), Number(old[2]), Number(old[3])];
    return atTime(midnight(year < 50 ? 2000 + year : 1900 + year, month, day), undefined, undefined);
  }
  const iso = ISO.exec(text);
  if (iso) return atTime(midnight(Number(iso[1]), Number(iso[3]), Number(iso[4])), iso[5], iso[6]);
  const yearLast = YEAR_LAST.exec(text);
  return yearLast && fromYearLast(yearLast, first);
}

/**
 * Reads a time of day, `hh:mm`, `hh:mm:ss`, `hh:mm:ss.s` or `hh:mm:ss,s`.
 * @returns milliseconds after midnight (a leap second counts as the second after it); null if it is not a time
 */
export function parseTimeOfDay(text: string): number | null {
  const parts = /^(\d{1,2}):(\d\d)(?::(\d\d(?:[.,]\d*)?))?$/.exec(text);
  if (!parts) return null;
  const [hours, minutes] = [Number(parts[1]), Number(parts[2])];
  const seconds = Number((parts[3] ?? '0').replace(',', '.'));
  if (hours > 23 || minutes > 59 || seconds >= 61) return null;
  return Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000);
}

function fromYearLast(
  [, one, , other, year, time, zone]: RegExpExecArray,
  first: 'day' | 'month'
): CalendarDate | null {
  const [a, b] = [Number(one), Number(other)];
  const isAmbiguous = a <= 12 && b <= 12 && a !== b;
  const [day, month] = b > 12 || (isAmbiguous && first === 'month') ? [b, a] : [a, b];
  const date = atTime(midnight(Number(year), month, day), time, zone);
  return date && { ...date, isAmbiguous };
}

function atTime(
  midnight: number | null,
  time: string | undefined,
  zone: string | undefined
): CalendarDate | null {
  const timeOfDay = time === undefined ? 0 : parseTimeOfDay(time);
  if (midnight === null || timeOfDay === null) return null;
  return {
    milliseconds: midnight + timeOfDay - offset(zone),
    hasTime: time !== undefined,
    hasZone: zone !== undefined,
    isAmbiguous: false
  };
}

/** The start of a day of the calendar; null if there is no such day. */
function midnight(year: number, month: number, day: number): number | null {
  const milliseconds = Date.UTC(year, month - 1, day);
  // Date.UTC takes 31 April for 1 May, and the year 18 for 1918.
  const isReal = year >= 1000 && new Date(milliseconds).getUTCMonth() === month - 1;
  return isReal ? milliseconds : null;
}

function offset(zone: string | undefined): number {
  const parts = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '');
  if (!parts) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return (parts[1] === '-' ? -1 : 1) * minutes * 60_000;
}
