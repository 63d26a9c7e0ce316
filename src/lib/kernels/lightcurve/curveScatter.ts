import type { Ensemble, FluxMatrix } from './ensemblePhotometry';
import { relativeCurve } from './relativeCurve';

/** The scatter of a light curve about its mean, weighted by its errors. Magnitudes. */
export interface CurveScatter {
  /** One standard deviation; NaN for fewer than 2 values. */
  readonly scatter: number;
  /** The standard deviation expected from the errors. */
  readonly expected: number;
  /** Number of values. */
  readonly count: number;
}

/** The scatter of a star against an ensemble or, for a member, against the other members; its outliers do not count. */
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
  // With these weights, the expected mean square of the residuals is the harmonic mean of the variances.
  const variance = (squares / total - (sum / total) ** 2) * (count / (count - 1));
  return { scatter: Math.sqrt(Math.max(0, variance)), expected: Math.sqrt(count / total), count };
}
