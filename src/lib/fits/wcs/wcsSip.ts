import { FitsError } from '../file/FitsError';
import type { FitsHeader } from '../file/FitsHeader';
import { PlanePolynomial, type Term } from './PlanePolynomial';
import { wcsNumber } from './wcsNumber';

const MAX_ORDER = 9;

/**
 * The SIP distortion of a header, from pixels relative to CRPIX into undistorted ones; null if there is none.
 * Like astropy, it goes by the A and B cards, whether or not CTYPE ends in `-SIP`, and takes orders below 2 as
 * no distortion. The inverse cards AP and BP, mere fits, are not used: the inverse is solved.
 * Source: Shupe et al. 2005, ASP Conf. Ser. 347, 491.
 * @throws FitsError if orders are missing, out of range, or have no coefficients
 */
export function wcsSip(header: FitsHeader): PlanePolynomial | null {
  const orders = ['A_ORDER', 'B_ORDER'].map((keyword) => wcsNumber(header, keyword, 0));
  if (orders.every((order) => order <= 1)) {
    if (wcsNumber(header, 'AP_ORDER', 0) > 1)
      throw new FitsError('There is an inverse SIP distortion (AP_ORDER), but none to invert (A_ORDER).');
    return null;
  }
  if (!orders.every((order) => Number.isInteger(order) && order >= 2 && order <= MAX_ORDER))
    throw new FitsError(`A_ORDER and B_ORDER of the SIP distortion must both be from 2 to ${MAX_ORDER}.`);
  const terms = sipTerms(header, orders[0]!, orders[1]!);
  if (terms.length === 0) throw new FitsError('The SIP distortion (A_ORDER) has no coefficients.');
  return new PlanePolynomial([
    { p: 1, q: 0, k: 0, first: 1, second: 0 },
    { p: 0, q: 1, k: 0, first: 0, second: 1 },
    ...terms
  ]);
}

function sipTerms(header: FitsHeader, orderA: number, orderB: number): Term[] {
  const terms: Term[] = [];
  for (let p = 0; p <= MAX_ORDER; p++)
    for (let q = 0; p + q <= MAX_ORDER; q++) {
      const first = p + q <= orderA ? wcsNumber(header, `A_${p}_${q}`, 0) : 0;
      const second = p + q <= orderB ? wcsNumber(header, `B_${p}_${q}`, 0) : 0;
      if (first !== 0 || second !== 0) terms.push({ p, q, k: 0, first, second });
    }
  return terms;
}
