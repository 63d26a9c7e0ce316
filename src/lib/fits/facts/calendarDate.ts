export interface CalendarDate {
  /** Milliseconds since 1970-01-01T00:00:00. */
  readonly milliseconds: number;
  /** Whether the text gave the time of day; if not, it is midnight. */
  readonly hasTime: boolean;
  /** Whether the text itself says that it is UTC, or by how much it differs. */
  readonly hasZone: boolean;
}

const ISO =
  /^(\d{4})[-/](\d\d)[-/](\d\d)(?:[T ]\s*(\d{1,2}:\d\d(?::\d\d(?:\.\d*)?)?))?\s*(Z|UTC?|[+-]\d\d:?\d\d)?$/i;
const OLD = /^(\d\d?)\/ ?(\d\d?)\/(\d\d)$/;

/**
 * Reads a date as found in headers: ISO 8601 with or without time, seconds, fraction and offset
 * (`2018-10-13T03:44:09.044`, `2015/06/09 02:29`, `...+02:00`), or `dd/mm/yy`. The standard says that the
 * latter means 19yy (FITS 4.0, section 9.1.2), but programs wrote it on after 2000: up to 49 it means 20yy.
 * @returns null if the text is no date
 */
export function parseCalendarDate(text: string): CalendarDate | null {
  const old = OLD.exec(text);
  if (old) {
    const [day, month, year] = [Number(old[1]), Number(old[2]), Number(old[3])];
    return atTime(midnight(year < 50 ? 2000 + year : 1900 + year, month, day), undefined, undefined);
  }
  const iso = ISO.exec(text);
  return iso && atTime(midnight(Number(iso[1]), Number(iso[2]), Number(iso[3])), iso[4], iso[5]);
}

/**
 * Reads a time of day, `hh:mm`, `hh:mm:ss` or `hh:mm:ss.s`.
 * @returns milliseconds after midnight (a leap second counts as the second after it); null if it is no time
 */
export function parseTimeOfDay(text: string): number | null {
  const parts = /^(\d{1,2}):(\d\d)(?::(\d\d(?:\.\d*)?))?$/.exec(text);
  if (!parts) return null;
  const [hours, minutes, seconds] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds >= 61) return null;
  return Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000);
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
    hasZone: zone !== undefined
  };
}

/** Of a day that is in the calendar; else null. */
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
