import type { Ensemble, FluxMatrix } from './ensemblePhotometry';
import { relativeCurve } from './relativeCurve';

/** How much a light curve scatters about its mean, weighted by its errors. Magnitudes. */
export interface CurveScatter {
  /** One standard deviation; NaN for fewer than 2 values. */
  readonly scatter: number;
  /** The same, as its errors would have it. */
  readonly expected: number;
  /** How many values there are. */
  readonly count: number;
}

/** Of a star against an ensemble, or against all others of it; a member's values that were set aside do not count. */
export function curveScatter(matrix: FluxMatrix, ensemble: Ensemble, star: number): CurveScatter {
  const { magnitude, error } = relativeCurve(matrix, ensemble, star);
  const isMember = ensemble.members.includes(star);
  let squares = 0;
  let sum = 0;
  let total = 0;
  let count = 0;
  for (let f = 0; f < matrix.frames; f++) {
    if (Number.isNaN(magnitude[f])) continue;
    if (isMember && ensemble.weights[star * matrix.frames + f] === 0) continue;
    const weight = error[f] ** -2;
    total += weight;
    sum += weight * magnitude[f];
    squares += weight * magnitude[f] ** 2;
    count++;
  }
  // Weighted by the errors, the mean square of normal residuals is the harmonic mean of their variances.
  const variance = (squares / total - (sum / total) ** 2) * (count / (count - 1));
  return { scatter: Math.sqrt(Math.max(0, variance)), expected: Math.sqrt(count / total), count };
}
