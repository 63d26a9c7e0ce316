import type { Affine } from '../../domain/image/Affine';
import { starFluxRatio } from '../../kernels/alignment/starFluxRatio';
import type { MeasuredFrame } from './MeasuredFrame';

/** By how much the light of the reference is more than that of the frame, and what says so. */
export function fluxRatio(
  reference: MeasuredFrame,
  frame: MeasuredFrame,
  transform: Affine
): { value: number; source: string } {
  const byStars = starFluxRatio(reference.stars, frame.stars, transform);
  if (byStars) return { value: byStars.value, source: `by ${byStars.count} stars` };
  if (reference.frame.exposure && frame.frame.exposure)
    return {
      value: reference.frame.exposure / frame.frame.exposure,
      source: 'too few stars, by the exposure times'
    };
  return { value: 1, source: 'too few stars, taken as it is' };
}
