import { toMagnitudes, type Ensemble, type FluxMatrix } from './ensemblePhotometry';

/**
 * Adds zero points for frames that had no part in an ensemble, from the magnitudes its members have in the others.
 * @param matrix with values for those frames too
 */
export function extendEnsemble(ensemble: Ensemble, matrix: FluxMatrix): Ensemble {
  const { members, magnitude, extraScatter } = ensemble;
  const { magnitudes, variances } = toMagnitudes(matrix);
  const zeroPoint = ensemble.zeroPoint.slice();
  const weight = ensemble.weight.slice();
  const weights = ensemble.weights.slice();
  for (let f = 0; f < matrix.frames; f++) {
    if (weight[f] > 0) continue;
    let sum = 0;
    for (const star of members) {
      const i = star * matrix.frames + f;
      weights[i] = 1 / (variances[i] + extraScatter[star] ** 2);
      if (weights[i] === 0) continue;
      weight[f] += weights[i];
      sum += weights[i] * (magnitudes[i] - magnitude[star]);
    }
    zeroPoint[f] = sum / weight[f];
  }
  return { ...ensemble, weight, weights, zeroPoint };
}
