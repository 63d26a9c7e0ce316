import { asinhCurve } from './asinhCurve';

/** Beyond it, the curve is practically a step. */
const MAX_STRENGTH = 1e9;
const STEPS = 60;

/** The strength with which `asinhCurve` takes `from` to `to`; 0 where a straight line takes it there or beyond. */
export function asinhStrength(from: number, to: number): number {
  if (!(from > 0 && from < to)) return 0;
  // Bisection of its logarithm.
  let low = -10;
  let high = Math.log(MAX_STRENGTH);
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (asinhCurve(Math.exp(middle))(from) < to) low = middle;
    else high = middle;
  }
  return Math.exp(low);
}
