import type { Seconds, UnixMilliseconds } from '../../domain/units/Brand';
import { DAY } from '../../domain/units/days';
import { taiMinusUtc, taiToUtc } from './leapSeconds';

/** The time scales of the FITS keyword TIMESYS (FITS 4.0, section 9.2.1) that can be converted to UTC. */
export type TimeScale = 'UTC' | 'TAI' | 'TT' | 'TDB' | 'GPS';

const TT_MINUS_TAI = 32.184;
const TAI_MINUS_GPS = 19;
/** JD 2451545.0, 2000-01-01T12:00. */
const J2000 = Date.UTC(2000, 0, 1, 12);

/**
 * The UTC at which a clock in another time scale shows `reading`.
 * @param reading milliseconds since that clock showed 1970-01-01T00:00:00
 * @returns whole milliseconds
 * @throws RangeError before 1972
 */
export function toUtc(reading: number, scale: TimeScale): UnixMilliseconds {
  if (scale === 'UTC') return Math.round(reading) as UnixMilliseconds;
  return Math.round(taiToUtc(reading - minusTai(reading, scale) * 1000)) as UnixMilliseconds;
}

/** @throws RangeError before 1972 */
export function ttMinusUtc(utc: UnixMilliseconds): Seconds {
  return (taiMinusUtc(utc) + TT_MINUS_TAI) as Seconds;
}

/**
 * TDB - TT at the centre of the Earth, to 50 microseconds (The Astronomical Almanac, section B, the two largest terms).
 * @param tt milliseconds since a TT clock showed 1970-01-01T00:00:00; the reading of a TDB clock serves as well
 */
export function tdbMinusTt(tt: number): Seconds {
  const earthAnomaly = ((357.53 + (0.98560028 * (tt - J2000)) / DAY) * Math.PI) / 180;
  return (0.001658 * Math.sin(earthAnomaly) + 0.000014 * Math.sin(2 * earthAnomaly)) as Seconds;
}

function minusTai(reading: number, scale: TimeScale): number {
  if (scale === 'GPS') return -TAI_MINUS_GPS;
  if (scale === 'TT') return TT_MINUS_TAI;
  return scale === 'TDB' ? TT_MINUS_TAI + tdbMinusTt(reading) : 0;
}
