import type { Position } from '../../domain/sky/Position';
import type { Degrees, UnixMilliseconds } from '../../domain/units/Brand';
import { altitude } from './altitude';

const RADIANS = Math.PI / 180;

/**
 * Airmass of a celestial position at an observing site, to 0.01 above 10 degrees of altitude; NaN below the horizon.
 *
 * Source: Pickering (2002), DIO 12, 1, 20.
 * @param site longitude east positive
 */
export function airmass(
  utc: UnixMilliseconds,
  position: Position,
  site: { readonly latitude: Degrees; readonly longitude: Degrees }
): number {
  const height = altitude(utc, position, site);
  return height > 0 ? 1 / Math.sin((height + 244 / (165 + 47 * height ** 1.1)) * RADIANS) : NaN;
}
