import { FitsError } from '../file/FitsError';
import type { FitsHeader } from '../file/FitsHeader';
import { precessionToJ2000 } from './precessionToJ2000';
import type { WcsAxes } from './wcsAxes';
import { rotationAboutPole, product, type Rotation } from './wcsRotation';

const RADIANS = Math.PI / 180;

/** The precession is valid for centuries; other years are no equinoxes. */
const MIN_EQUINOX = 1850;
const MAX_EQUINOX = 2150;

/**
 * The rotation of the coordinates of a header into ICRS, null if they are ICRS. FK5 at J2000 counts as ICRS
 * (they differ by 0.02 arcsec); FK5 at another equinox, as mounts give the present one, is precessed.
 * @throws FitsError if they are of any other frame or equinox
 */
export function wcsFrame(header: FitsHeader, frame: WcsAxes['frame']): Rotation | null {
  if (frame === 'galactic') return GALACTIC_TO_ICRS;
  const equinox = readEquinox(header);
  const system = referenceSystem(header, equinox);
  if (system === 'ICRS') return null;
  if (system !== 'FK5') throw new FitsError(`Coordinates in the system ${system} are not supported.`);
  if (equinox === null || equinox === 2000) return null;
  if (!(equinox >= MIN_EQUINOX && equinox <= MAX_EQUINOX))
    throw new FitsError(`Coordinates of the equinox ${equinox} are not supported.`);
  return precessionToJ2000(equinox);
}

/** RADESYS or, if that is missing, what follows from EQUINOX (FITS 4.0, section 8.3, table 24). */
function referenceSystem(header: FitsHeader, equinox: number | null): string {
  const stated = (header.string('RADESYS') ?? header.string('RADECSYS'))?.trim().toUpperCase();
  if (stated) return stated;
  if (equinox === null) return 'ICRS';
  return equinox < 1984 ? `FK4, equinox ${equinox},` : 'FK5';
}

/** EQUINOX, or EPOCH of old files; either may be text such as J2000. */
function readEquinox(header: FitsHeader): number | null {
  const keyword = header.has('EQUINOX') ? 'EQUINOX' : 'EPOCH';
  const text = header.string(keyword)?.trim();
  if (text === undefined) return header.number(keyword);
  const equinox = /^[JB]?(\d+(?:\.\d*)?)$/i.exec(text);
  if (!equinox) throw new FitsError(`${keyword} is '${text}', which is not a year.`);
  return Number(equinox[1]);
}

/**
 * From the pole at right ascension 192.85948, declination 27.12825, and the node at longitude 32.93192.
 * Source: ESA 1997, The Hipparcos Catalogue, SP-1200, volume 1, section 1.5.3.
 */
const GALACTIC_TO_ICRS: Rotation = (() => {
  const [poleRa, poleDec, node] = [192.85948 * RADIANS, 27.12825 * RADIANS, 32.93192 * RADIANS];
  const [sin, cos] = [Math.sin(poleDec), Math.cos(poleDec)];
  const tilt: Rotation = [
    [1, 0, 0],
    [0, sin, -cos],
    [0, cos, sin]
  ];
  return product(product(rotationAboutPole(poleRa + Math.PI / 2), tilt), rotationAboutPole(-node));
})();
