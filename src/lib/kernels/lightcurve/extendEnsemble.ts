import { toMagnitudes, type Ensemble, type FluxMatrix } from './ensemblePhotometry';

/**
 * An ensemble with zero points of the frames that had no part in it, by what its members were found to be on others.
 * @param matrix has values on those frames too
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
