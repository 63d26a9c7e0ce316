import type { Degrees, UnixMilliseconds } from '../../domain/units/Brand';
import { DAY } from '../../domain/units/days';
import type { Position } from '../../domain/sky/Position';

const J2000 = Date.UTC(2000, 0, 1, 12);
const RADIANS = Math.PI / 180;

/**
 * Airmass of a celestial position at an observing site, to 0.01 above 10 degrees of altitude; NaN below the horizon.
 * Precession since J2000 and UT1 - UTC (up to 0.9 s) are neglected: less than 0.4 degrees.
 *
 * Sources: sidereal time, Meeus, Astronomical Algorithms, equation 12.4; airmass, Pickering (2002), DIO 12, 1, 20.
 * @param longitude east positive
 */
export function airmass(
  utc: UnixMilliseconds,
  { ra, dec }: Position,
  { latitude, longitude }: { readonly latitude: Degrees; readonly longitude: Degrees }
): number {
  const siderealTime = 280.46061837 + (360.98564736629 * (utc - J2000)) / DAY + longitude;
  const hourAngle = (siderealTime - ra) * RADIANS;
  const sine =
    Math.sin(latitude * RADIANS) * Math.sin(dec * RADIANS) +
    Math.cos(latitude * RADIANS) * Math.cos(dec * RADIANS) * Math.cos(hourAngle);
  const altitude = Math.asin(sine) / RADIANS;
  return altitude > 0 ? 1 / Math.sin((altitude + 244 / (165 + 47 * altitude ** 1.1)) * RADIANS) : NaN;
}
