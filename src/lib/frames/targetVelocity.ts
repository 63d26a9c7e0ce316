import type { Point } from '../domain/image/Affine';
import { HOUR } from '../domain/units/days';
import { motionInPixels } from '../fits/wcs/motionInPixels';
import type { Frame } from './Frame';

/** Where a moving target is on a frame, and when: milliseconds since 1970, NaN or null where it is not known. */
export interface TargetPlace {
  readonly place: Point;
  readonly time: number | null;
}

/** Pixels an hour, from one place to another on the same frame; null where no time is between, or it is not known. */
export function velocityBetween(start: TargetPlace, end: TargetPlace): Point | null {
  const hours = ((end.time ?? NaN) - (start.time ?? NaN)) / HOUR;
  if (!(Math.abs(hours) > 0)) return null;
  return { x: (end.place.x - start.place.x) / hours, y: (end.place.y - start.place.y) / hours };
}

/**
 * Pixels an hour of a motion on the sky, at a place of a frame; null where that has no coordinates.
 * @param rate arcseconds an hour
 * @param positionAngle of its direction: degrees from north through east
 */
export function velocityOnSky(
  { wcs }: Pick<Frame, 'wcs'>,
  { x, y }: Point,
  rate: number,
  positionAngle: number
): Point | null {
  const sky = wcs?.orientation(x, y);
  if (!sky) return null;
  const [alongX, alongY] = motionInPixels(sky, rate, positionAngle);
  return { x: alongX, y: alongY };
}
