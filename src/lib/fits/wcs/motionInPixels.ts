import type { Orientation } from './Wcs';

/**
 * A motion on the sky as seen in an image: pixels along x and y per unit of time.
 * @param rate arcseconds per unit of time
 * @param positionAngle of its direction: degrees from north through east
 */
export function motionInPixels(
  { north, east, pixelScale }: Orientation,
  rate: number,
  positionAngle: number
): [x: number, y: number] {
  const angle = (positionAngle * Math.PI) / 180;
  const along = (axis: 0 | 1): number =>
    ((Math.cos(angle) * north[axis] + Math.sin(angle) * east[axis]) * rate) / pixelScale;
  return [along(0), along(1)];
}
