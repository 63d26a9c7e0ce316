import type { UnixMilliseconds } from '../../domain/units/Brand';
import type { Position } from '../../domain/sky/Position';
import { DAY, UNIX_JD } from '../../domain/units/days';
import { julianDates, type JulianDates } from './julianDates';

/** Each iteration reduces the error to a ten-thousandth (the Earth's speed / the speed of light). */
const ITERATIONS = 4;

/**
 * When the light of a target reached the centre of the Earth, from a heliocentric or barycentric Julian date:
 * the inverse of `julianDates`, to the millisecond.
 * @throws RangeError before 1972, or if the target's position is not valid
 */
export function arrivalTime(date: number, kind: 'hjdUtc' | 'bjdTdb', target: Position): UnixMilliseconds {
  let utc = (date - UNIX_JD) * DAY;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const dates: JulianDates = julianDates(utc as UnixMilliseconds, target);
    utc += (date - dates[kind]) * DAY;
  }
  return Math.round(utc) as UnixMilliseconds;
}
