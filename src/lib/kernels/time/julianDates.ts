import { AstroTime, BaryState, Body, HelioVector, type Vector } from 'astronomy-engine';
import type { UnixMilliseconds } from '../../domain/units/Brand';
import type { Position } from '../../domain/sky/Position';
import { DAY, UNIX_JD } from '../../domain/units/days';
import { tdbMinusTt, ttMinusUtc } from './timeScales';

/** One instant as the three dates used for light curves, in days. */
export interface JulianDates {
  /** When the light arrived at the Earth; UTC. */
  readonly jdUtc: number;
  /** When the light passed, or would have passed, the centre of the Sun; UTC. */
  readonly hjdUtc: number;
  /** When the light passed, or would have passed, the barycentre of the Solar System; TDB. */
  readonly bjdTdb: number;
}

const J2000_JD = 2_451_545;
const LIGHT_SECONDS_PER_AU = 499.004_783_836;

/**
 * JD, HJD and BJD_TDB of an instant for a target (Eastman, Siverd & Gaudi 2010, PASP 122, 935). The light
 * travel time is that of a plane wave: wavefront curvature (1.2 ms at 1 parsec) and the Shapiro delay (0.1 ms) are
 * neglected. It applies to the centre of the Earth, at most 21 ms from the telescope, and agrees there with astropy
 * to 10 ms.
 * @param utc mid-exposure
 * @throws RangeError before 1972, or if the target's position is not valid
 */
export function julianDates(utc: UnixMilliseconds, target: Position): JulianDates {
  const ttMilliseconds = utc + ttMinusUtc(utc) * 1000;
  // astronomy-engine would derive TT from UTC by a model that is off by seconds.
  const time = AstroTime.FromTerrestrialTime(ttMilliseconds / DAY + UNIX_JD - J2000_JD);
  const towards = direction(target);
  const delay = (earth: Pick<Vector, 'x' | 'y' | 'z'>): number =>
    (earth.x * towards.x + earth.y * towards.y + earth.z * towards.z) * LIGHT_SECONDS_PER_AU * 1000;
  const tdbMilliseconds = ttMilliseconds + tdbMinusTt(ttMilliseconds) * 1000;
  return {
    jdUtc: utc / DAY + UNIX_JD,
    hjdUtc: (utc + delay(HelioVector(Body.Earth, time))) / DAY + UNIX_JD,
    bjdTdb: (tdbMilliseconds + delay(BaryState(Body.Earth, time))) / DAY + UNIX_JD
  };
}

/** Unit vector in the J2000 equatorial frame. */
function direction({ ra, dec }: Position): { readonly x: number; readonly y: number; readonly z: number } {
  if (!(Number.isFinite(ra) && Math.abs(dec) <= 90))
    throw new RangeError(`Not a position: RA ${ra}, Dec ${dec}`);
  const [alpha, delta] = [(ra * Math.PI) / 180, (dec * Math.PI) / 180];
  return {
    x: Math.cos(delta) * Math.cos(alpha),
    y: Math.cos(delta) * Math.sin(alpha),
    z: Math.sin(delta)
  };
}
