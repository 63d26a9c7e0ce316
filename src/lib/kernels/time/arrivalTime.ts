import type { UnixMilliseconds } from '../../domain/units/Brand';
import type { Position } from '../../domain/sky/Position';
import { DAY, UNIX_JD } from '../../domain/units/days';
import { julianDates, type JulianDates } from './julianDates';

/** Each pass leaves a ten-thousandth (the Earth's speed / that of light) of the error of the last. */
const PASSES = 4;

/**
 * When the light of a target reached the centre of the Earth, from a heliocentric or barycentric Julian date:
 * the inverse of `julianDates`, to the millisecond.
 * @throws RangeError before 1972, or if the position is none
 */
export function arrivalTime(date: number, kind: 'hjdUtc' | 'bjdTdb', target: Position): UnixMilliseconds {
  let utc = (date - UNIX_JD) * DAY;
  for (let pass = 0; pass < PASSES; pass++) {
    const dates: JulianDates = julianDates(utc as UnixMilliseconds, target);
    utc += (date - dates[kind]) * DAY;
  }
  return Math.round(utc) as UnixMilliseconds;
}
