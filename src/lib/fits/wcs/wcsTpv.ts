import { FitsError } from '../file/FitsError';
import type { FitsHeader } from '../file/FitsHeader';
import { PlanePolynomial, type Term } from './PlanePolynomial';
import type { WcsAxes } from './wcsAxes';
import { wcsNumber } from './wcsNumber';

/** Numbers of the coefficients of r, r^3, r^5 and r^7, after those of the powers of x and y. */
const RADIAL = [3, 11, 23, 39];
const MAX_PARAMETER = 39;

/**
 * The distortion in the PVi_m cards of TPV, or of TAN as SCAMP writes them, from degrees in the plane to degrees
 * in the plane. Missing cards are 0, except PVi_1, which is 1. Source: the TPV convention, registry of FITS conventions.
 * @throws FitsError if there are more coefficients than TPV has
 */
export function wcsTpv(header: FitsHeader, { longitude, latitude }: WcsAxes): PlanePolynomial {
  for (const axis of [longitude, latitude])
    for (let m = MAX_PARAMETER + 1; m <= 99; m++)
      if (wcsNumber(header, `PV${axis}_${m}`, 0) !== 0)
        throw new FitsError(
          `There is a PV${axis}_${m}, but the last coefficient of TPV is ${MAX_PARAMETER}.`
        );
  return new PlanePolynomial(
    tpvPowers().flatMap(({ m, p, q, k }): Term[] => {
      const fallback = m === 1 ? 1 : 0;
      const first = wcsNumber(header, `PV${longitude}_${m}`, fallback);
      const second = wcsNumber(header, `PV${latitude}_${m}`, fallback);
      // The polynomial of the latitude has its own coordinate first.
      return [
        { p, q, k, first, second: 0 },
        { p: q, q: p, k, first: 0, second }
      ].filter(({ first, second }) => first !== 0 || second !== 0);
    })
  );
}

/**
 * Whether the PVi_m cards of a TAN are a distortion: the standard defines none on the latitude axis, and only those up
 * to 4 on the longitude axis (the rule of Starlink AST, SUN/210, PolyTan). Cards that are all 0 are no distortion.
 */
export function hasTanDistortion(header: FitsHeader, { longitude, latitude }: WcsAxes): boolean {
  for (let m = 0; m <= MAX_PARAMETER; m++) {
    if (wcsNumber(header, `PV${latitude}_${m}`, 0) !== 0) return true;
    if (m > 4 && wcsNumber(header, `PV${longitude}_${m}`, 0) !== 0) return true;
  }
  return false;
}

/** Whether there are terms in r, which SIP cannot express. */
export const hasRadialTerms = (header: FitsHeader, { longitude, latitude }: WcsAxes): boolean =>
  RADIAL.some((m) => [longitude, latitude].some((axis) => wcsNumber(header, `PV${axis}_${m}`, 0) !== 0));

/** Parameter 0 is the constant; then come, for each degree, x^n .. y^n and, if it is odd, r^n. */
function tpvPowers(): { m: number; p: number; q: number; k: number }[] {
  const powers = [];
  let m = 0;
  for (let degree = 0; degree <= 7; degree++) {
    for (let q = 0; q <= degree; q++) powers.push({ m: m++, p: degree - q, q, k: 0 });
    if (degree % 2 === 1) powers.push({ m: m++, p: 0, q: 0, k: degree });
  }
  return powers;
}
