import type { Affine } from '../../domain/image/Affine';
import type { Statements } from '../../domain/statement/Statement';
import type { Frame } from '../../frames/Frame';
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
  const byExposures = exposureRatio(reference.frame, frame.frame);
  if (byExposures !== null) return { value: byExposures, source: { code: 'exposureTimes', parameters: {} } };
  return { value: 1, source: { code: 'assumed', parameters: {} } };
}

/**
 * How much longer the reference was exposed than the frame; null where one of them does not say, or was combined from
 * several, as the values of a mean do not follow the exposure time of all.
 */
export function exposureRatio(reference: Frame, frame: Frame): number | null {
  const [exposure, own] = [reference, frame].map(({ header, facts }) =>
    (header.number('NCOMBINE') ?? 1) > 1 ? null : facts.exposureTime
  );
  return exposure && own ? exposure / own : null;
}
