import type { Affine } from '../../domain/image/Affine';
import type { Statements } from '../../domain/statement/Statement';
import { starFluxRatio } from '../../kernels/alignment/starFluxRatio';
import type { MeasuredFrame } from './MeasuredFrame';

export interface FluxRatio {
  readonly value: number;
  /** What says so. */
  readonly source: RatioSource;
}

export type RatioSource = Statements<{
  stars: { readonly count: number };
  exposureTimes: {};
  assumed: {};
}>;

/** By how much the light of the reference is more than that of the frame. */
export function fluxRatio(reference: MeasuredFrame, frame: MeasuredFrame, transform: Affine): FluxRatio {
  const byStars = starFluxRatio(reference.stars, frame.stars, transform);
  if (byStars)
    return { value: byStars.value, source: { code: 'stars', parameters: { count: byStars.count } } };
  if (reference.frame.exposure && frame.frame.exposure)
    return {
      value: reference.frame.exposure / frame.frame.exposure,
      source: { code: 'exposureTimes', parameters: {} }
    };
  return { value: 1, source: { code: 'assumed', parameters: {} } };
}
