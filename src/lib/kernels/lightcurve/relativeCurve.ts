import type { RelativeCurve } from '../../domain/measurement/LightCurve';
import { toMagnitudes, type Ensemble, type FluxMatrix } from './ensemblePhotometry';

/** The light curve of a star relative to an ensemble or, if it is a member itself, to the other members. */
export function relativeCurve(matrix: FluxMatrix, ensemble: Ensemble, star: number): RelativeCurve {
  const { frames } = matrix;
  const { magnitudes, variances } = toMagnitudes({
    ...matrix,
    flux: matrix.flux.subarray(star * frames, (star + 1) * frames),
    error: matrix.error.subarray(star * frames, (star + 1) * frames)
  });
  const magnitude = new Float64Array(frames).fill(NaN);
  const error = new Float64Array(frames).fill(NaN);
  const own = ensemble.members.includes(star) ? ensemble.magnitude[star] : 0;
  for (let f = 0; f < frames; f++) {
    const weight = ensemble.weights[star * frames + f];
    const others = ensemble.weight[f] - weight;
    if (!(others > 0) || !Number.isFinite(variances[f])) continue;
    // For a member, this leaves its own contribution out of the zero point.
    magnitude[f] = own + (magnitudes[f] - own - ensemble.zeroPoint[f]) * (ensemble.weight[f] / others);
    error[f] = Math.sqrt(variances[f] + 1 / others);
  }
  return { magnitude, error };
}
