import type { Degrees } from '../units/Brand';

/** A place in the sky: right ascension and declination, degrees, J2000. */
export interface Position {
  readonly ra: Degrees;
  readonly dec: Degrees;
}
