import type { Seconds, UnixMilliseconds } from '../../domain/units/Brand';

/**
 * The first days on which TAI - UTC was 10 s, 11 s, ... 37 s (IERS Bulletin C). The list is complete until its
 * expiry on 2026-06-28; no further leap second is assumed after that.
 */
const FIRST_DAYS = `
  1972-01-01 1972-07-01 1973-01-01 1974-01-01 1975-01-01 1976-01-01 1977-01-01 1978-01-01 1979-01-01 1980-01-01
  1981-07-01 1982-07-01 1983-07-01 1985-07-01 1988-01-01 1990-01-01 1991-01-01 1992-07-01 1993-07-01 1994-07-01
  1996-01-01 1997-07-01 1999-01-01 2006-01-01 2009-01-01 2012-07-01 2015-07-01 2017-01-01`
  .trim()
  .split(/\s+/)
  .map((day) => Date.parse(day));
const TAI_MINUS_UTC_IN_1972 = 10;

/** @throws RangeError before 1972, when UTC had no whole leap seconds */
export function taiMinusUtc(utc: UnixMilliseconds): Seconds {
  const leaps = FIRST_DAYS.findLastIndex((day) => utc >= day);
  if (leaps < 0) throw new RangeError(`${isoText(utc)} is before 1972, when leap seconds began`);
  return (TAI_MINUS_UTC_IN_1972 + leaps) as Seconds;
}

/**
 * Converts TAI to UTC. UNIX time cannot represent a leap second, 23:59:60: it becomes the second after it.
 * @param tai reading of a TAI clock, in milliseconds since it showed 1970-01-01T00:00:00
 * @throws RangeError before 1972
 */
export function taiToUtc(tai: number): UnixMilliseconds {
  const leaps = FIRST_DAYS.findLastIndex((day, i) => tai >= day + (TAI_MINUS_UTC_IN_1972 + i) * 1000);
  if (leaps < 0) throw new RangeError(`${isoText(tai)} TAI is before 1972, when leap seconds began`);
  return (tai - (TAI_MINUS_UTC_IN_1972 + leaps) * 1000) as UnixMilliseconds;
}

const isoText = (milliseconds: number): string =>
  Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : String(milliseconds);
