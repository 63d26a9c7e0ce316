import { FitsError } from '../file/FitsError';
import type { FitsHeader } from '../file/FitsHeader';

/** The two celestial axes among those of a header. */
export interface WcsAxes {
  readonly frame: 'equatorial' | 'galactic';
  /** Number of the axis that is right ascension or galactic longitude, 1 for the first. */
  readonly longitude: number;
  readonly latitude: number;
  /** Code of the projection, e.g. `TAN`. */
  readonly projection: string;
}

/** Sky coordinates of an image are among its first axes; no real file has more than a few. */
export const MAX_AXES = 9;
const FRAMES = [
  { frame: 'equatorial', longitude: 'RA', latitude: 'DEC' },
  { frame: 'galactic', longitude: 'GLON', latitude: 'GLAT' }
] as const;

/**
 * Finds the celestial axes by CTYPEn, in either order and among any other axes (FITS 4.0, section 8.3).
 * @throws FitsError if there are none or only one of a pair, or they do not name one projection
 */
export function wcsAxes(header: FitsHeader): WcsAxes {
  for (const { frame, ...names } of FRAMES) {
    const longitude = findAxis(header, names.longitude);
    const latitude = findAxis(header, names.latitude);
    if (longitude && latitude) {
      const projection = projectionOf(longitude);
      if (projection !== projectionOf(latitude))
        throw new FitsError(`${quoted(longitude)} and ${quoted(latitude)} name different projections.`);
      return { frame, longitude: longitude.axis, latitude: latitude.axis, projection };
    }
    const alone = longitude ?? latitude;
    if (alone)
      throw new FitsError(
        `${quoted(alone)}, but no axis is ${longitude ? names.latitude : names.longitude} to go with it.`
      );
  }
  throw new FitsError('No CTYPE card names right ascension and declination, or galactic coordinates.');
}

interface Axis {
  readonly axis: number;
  readonly ctype: string;
}

function findAxis(header: FitsHeader, name: string): Axis | null {
  for (let axis = 1; axis <= MAX_AXES; axis++) {
    const ctype = header.string(`CTYPE${axis}`)?.trim().toUpperCase();
    if (ctype?.split('-')[0] === name) return { axis, ctype };
  }
  return null;
}

const quoted = ({ axis, ctype }: Axis): string => `CTYPE${axis} is '${ctype}'`;

/** Four characters of name padded with hyphens, a hyphen, three of projection, then `-SIP` or nothing. */
function projectionOf(axis: Axis): string {
  const match = /^(?:RA--|DEC-|GLON|GLAT)-([A-Z]{3})(?:-SIP)?$/.exec(axis.ctype);
  if (match) return match[1]!;
  throw new FitsError(
    axis.ctype.includes('-')
      ? `${quoted(axis)}, which names no supported projection or distortion.`
      : `${quoted(axis)}, without a projection.`
  );
}
