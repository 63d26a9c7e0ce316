import type { Position } from '../../domain/sky/Position';
import type { Degrees, UnixMilliseconds } from '../../domain/units/Brand';
import { siderealTime } from './siderealTime';

const RADIANS = Math.PI / 180;

/**
 * Altitude of a celestial position above the horizon of an observing site, without refraction; precession since J2000 is
 * neglected: less than 0.4 degrees.
 * @param site longitude east positive
 */
export function altitude(
  utc: UnixMilliseconds,
  { ra, dec }: Position,
  { latitude, longitude }: { readonly latitude: Degrees; readonly longitude: Degrees }
): Degrees {
  const hourAngle = (siderealTime(utc, longitude) - ra) * RADIANS;
  const sine =
    Math.sin(latitude * RADIANS) * Math.sin(dec * RADIANS) +
    Math.cos(latitude * RADIANS) * Math.cos(dec * RADIANS) * Math.cos(hourAngle);
  return (Math.asin(sine) / RADIANS) as Degrees;
}
