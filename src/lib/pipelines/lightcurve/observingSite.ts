import type { Position } from '../../domain/sky/Position';
import type { Site } from '../../domain/sky/Site';
import { siteAngle } from '../../domain/sky/siteAngle';
import type { Degrees, UnixMilliseconds } from '../../domain/units/Brand';
import { cardText } from '../../fits/file/cardText';
import type { Hdu } from '../../fits/file/Hdu';
import { airmass } from '../../kernels/time/airmass';
import { altitude } from '../../kernels/time/altitude';
import { siderealTime } from '../../kernels/time/siderealTime';

/** A frame, when it was exposed, and where its target is. */
export interface Exposure {
  readonly hdus: readonly Hdu[];
  readonly time: UnixMilliseconds;
}

/**
 * The site of a telescope as its headers have it, or why it is not known:
 * - `none`: no header has it.
 * - `contradicted`: from there the target was below the horizon, or not where the headers say that it was, whichever way
 *   longitudes are counted.
 * - `ambiguous`: it may lie in the east as well as in the west.
 */
export type SiteFound = Site | 'none' | 'contradicted' | 'ambiguous';

/**
 * Cards of a site. Longitudes are counted to the east by FITS 4.0, section 8.4.1 (OBSGEO) and by ASCOM (SITELONG), but by
 * many telescopes to the west.
 */
const SITES = [
  { latitude: 'OBSGEO-B', longitude: 'OBSGEO-L', isEast: true },
  { latitude: 'SITELAT', longitude: 'SITELONG', isEast: true },
  { latitude: 'LAT-OBS', longitude: 'LONG-OBS', isEast: true },
  { latitude: 'LATITUDE', longitude: 'LONGITUD', isEast: false },
  { latitude: 'GEOLAT', longitude: 'GEOLON', isEast: false },
  { latitude: 'OBSLAT', longitude: 'OBSLONG', isEast: false }
] as const;

const ALTITUDES = ['TELALT', 'OBJCTALT', 'CENTALT', 'ALT-OBJ', 'ALTITUDE', 'ELEVATIO'];
const SIDEREAL_TIMES = ['LST', 'ST', 'LST-OBS', 'SIDEREAL'];
const HOUR_ANGLES = ['HA', 'OBJCTHA', 'HOURANG'];

/** What telescopes point beside the target, and turn during an exposure; degrees. */
const MAX_ALTITUDE_OFF = 3;
const MAX_HOUR_ANGLE_OFF = 5;
/** Airmasses of two sites that differ by a smaller part are the same. */
const SAME_AIRMASS = 0.02;

/** Chooses how the longitude is counted by what all frames say of the sky, and by the target having been up. */
export function observingSite(exposures: readonly Exposure[], target: Position): SiteFound {
  const [first] = exposures.flatMap(({ hdus }) => writtenSite(hdus) ?? []);
  if (!first) return 'none';
  const { site, isEast } = first;
  const other = { ...site, longitude: (0 - site.longitude) as Degrees };
  const fits = (candidate: Site): boolean =>
    exposures.every((exposure) => isPossible(exposure, target, candidate));
  const [isWritten, isOther] = [fits(site), fits(other)];
  if (!isWritten && !isOther) return 'contradicted';
  if (isWritten !== isOther) return isWritten ? site : other;
  const isSame = exposures.every(({ time }) => {
    const ratio = airmass(time, target, site) / airmass(time, target, other);
    return Math.abs(ratio - 1) < SAME_AIRMASS;
  });
  return isEast || isSame || exposures.some((exposure) => hasEvidence(exposure)) ? site : 'ambiguous';
}

function writtenSite(hdus: readonly Hdu[]): { readonly site: Site; readonly isEast: boolean } | null {
  for (const { header } of hdus)
    for (const cards of SITES) {
      const latitude = siteAngle(cardText(header, cards.latitude));
      const longitude = siteAngle(cardText(header, cards.longitude));
      if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 360)) continue;
      const comment = header.comment(cards.longitude) ?? '';
      const isWest = /\bwest|\bW\b/.test(comment) && !/\beast|\bE\b/i.test(comment);
      // Only east of Greenwich are there more than 180 degrees.
      const isEast = cards.isEast || longitude > 180 || /\beast/i.test(comment);
      const site = {
        latitude: latitude as Degrees,
        longitude: (isWest && longitude > 0 ? -longitude : longitude) as Degrees
      };
      return { site, isEast: isEast || isWest };
    }
  return null;
}

/** Whether the target was up, and where the header says that the telescope pointed. */
function isPossible({ hdus, time }: Exposure, target: Position, site: Site): boolean {
  const own = altitude(time, target, site);
  if (!(own > 0)) return false;
  const written = evidenceOf(hdus);
  if (written.altitude !== null && Math.abs(written.altitude - own) > MAX_ALTITUDE_OFF) return false;
  const sidereal = siderealTime(time, site.longitude);
  return [written.siderealTime, written.hourAngle === null ? null : written.hourAngle + target.ra].every(
    (angle) => angle === null || turn(angle - sidereal) < MAX_HOUR_ANGLE_OFF
  );
}

interface Evidence {
  readonly altitude: number | null;
  readonly siderealTime: number | null;
  readonly hourAngle: number | null;
}

/** Where a telescope pointed as its header has it, degrees. */
const evidenceOf = (hdus: readonly Hdu[]): Evidence => ({
  altitude: firstOf(hdus, ALTITUDES, (text) =>
    siteAngle(text) > 0 && siteAngle(text) <= 90 ? siteAngle(text) : null
  ),
  siderealTime: firstOf(hdus, SIDEREAL_TIMES, hours),
  hourAngle: firstOf(hdus, HOUR_ANGLES, hours)
});

const hasEvidence = ({ hdus }: Exposure): boolean =>
  Object.values(evidenceOf(hdus)).some((value) => value !== null);

/** Of `12:34:56`, in degrees: of a plain number nobody knows whether it counts hours or degrees. */
const hours = (text: string): number | null =>
  /\d[:\s]+\d/.test(text) && Math.abs(siteAngle(text)) <= 24 ? 15 * siteAngle(text) : null;

/** Between two directions, degrees from 0 to 180. */
const turn = (degrees: number): number => Math.abs(((((degrees + 180) % 360) + 360) % 360) - 180);

function firstOf(
  hdus: readonly Hdu[],
  keywords: readonly string[],
  read: (text: string) => number | null
): number | null {
  for (const { header } of hdus)
    for (const keyword of keywords) {
      const value = read(cardText(header, keyword).trim());
      if (value !== null) return value;
    }
  return null;
}

/** AIRMASS, as the camera's program wrote it. */
export function headerAirmass(hdus: readonly Hdu[]): number | null {
  for (const { header } of hdus) {
    const value = Number(cardText(header, 'AIRMASS') || NaN);
    if (value >= 1 && value < 40) return value;
  }
  return null;
}
