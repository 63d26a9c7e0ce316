import type { Affine } from '../../domain/image/Affine';
import type { Statements } from '../../domain/statement/Statement';
import { starFluxRatio } from '../../kernels/alignment/starFluxRatio';
import type { FrameStars } from './FrameStars';

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
export function fluxRatio(reference: FrameStars, frame: FrameStars, transform: Affine): FluxRatio {
  const byStars = starFluxRatio(reference.stars, frame.stars, transform);
  if (byStars)
    return { value: byStars.value, source: { code: 'stars', parameters: { count: byStars.count } } };
  const [exposure, own] = [reference, frame].map(({ frame: { facts } }) => facts.exposureTime);
  if (exposure && own)
    return {
      value: exposure / own,
      source: { code: 'exposureTimes', parameters: {} }
    };
  return { value: 1, source: { code: 'assumed', parameters: {} } };
}
