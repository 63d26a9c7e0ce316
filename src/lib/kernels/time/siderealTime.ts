import type { Degrees, UnixMilliseconds } from '../../domain/units/Brand';
import { DAY } from '../../domain/units/days';

const J2000 = Date.UTC(2000, 0, 1, 12);

/**
 * Mean sidereal time, degrees, not reduced to one turn; UT1 - UTC (up to 0.9 s) is neglected.
 *
 * Source: Meeus, Astronomical Algorithms, equation 12.4.
 * @param longitude east positive
 */
export const siderealTime = (utc: UnixMilliseconds, longitude: Degrees): Degrees =>
  (280.46061837 + (360.98564736629 * (utc - J2000)) / DAY + longitude) as Degrees;
