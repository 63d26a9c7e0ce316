import type { FrameProblem } from '../../domain/measurement/FrameProblem';
import type { hitOf } from '../../domain/measurement/hitOf';
import type { MagnitudeDoubt } from '../../domain/measurement/magnitudeDoubt';
import type { Statements } from '../../domain/statement/Statement';
import type { MosaicWarning } from '../../frames/MosaicWarning';
import type { TimesWarning } from '../../frames/TimesWarning';
import type { GainWarning } from './GainWarning';

/** What a light curve has less of than was asked for, or takes for granted. */
export type LightCurveWarning =
  | GainWarning
  | MagnitudeDoubt
  | MosaicWarning
  | TimesWarning
  | Statements<{
      frameLeftOut: { readonly name: string; readonly problem: FrameProblem };
      /** ISO 8601. */
      sameTime: { readonly names: readonly [string, string]; readonly time: string };
      /** The times of these frames are those of the start. */
      exposureUnknown: { readonly names: readonly string[] };
      /** At that place of the reference frame, pixels from (1, 1). */
      noStarAtTarget: { readonly x: number; readonly y: number };
      /** Another star gives up to this share of the light in the aperture; on all frames, if none are named. Pixels. */
      neighbourLight: {
        readonly names: readonly string[] | null;
        readonly share: number;
        readonly distance: number;
        readonly radius: number;
      };
      /** Wider than a star. Pixels. */
      targetIsWide: { readonly fwhm: number; readonly usual: number };
      targetHit: { readonly name: string; readonly hit: NonNullable<ReturnType<typeof hitOf>> };
      /** The target was not measured on them. */
      pointsMissing: { readonly names: readonly string[]; readonly problem: FrameProblem };
      /** It is fainter than that many standard deviations of its light on them. */
      targetNotSeen: { readonly names: readonly string[]; readonly detection: number };
      /** Comparison stars scatter so many times more than their errors predict. */
      moreScatter: { readonly factor: number; readonly followsPlace: boolean };
      oneComparisonStar: {};
      noCheckStar: {};
      trendNotRemoved: {};
      onePoint: {};
      noAavsoFilter: { readonly filter: string };
      /** Of the site that the headers have: frames without AIRMASS have no airmass. */
      siteUnknown: { readonly because: 'contradicted' | 'ambiguous' };
      noBarycentricTimes: {};
    }>;
