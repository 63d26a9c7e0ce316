import type { Degrees } from '../units/Brand';

/** Where a telescope stands: degrees, longitude to the east. */
export interface Site {
  readonly latitude: Degrees;
  readonly longitude: Degrees;
}
