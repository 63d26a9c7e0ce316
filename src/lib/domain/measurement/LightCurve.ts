import type { Statements } from '../statement/Statement';
import type { StarProblem } from './StarProblem';

/** One value for each frame; NaN where the star, or all others, were not measured. */
export interface RelativeCurve {
  /** Against all members of the ensemble together. */
  readonly magnitude: Float64Array;
  /** One standard deviation: of the star's own light and of the zero point. */
  readonly error: Float64Array;
}

/** A straight dependence of a light curve on some quantities. */
export interface Trend {
  /** Magnitudes for each unit of each quantity. */
  readonly slopes: readonly number[];
  /** What to subtract from each magnitude; the mean over those fitted is 0. NaN where a quantity is not known. */
  readonly values: Float64Array;
}

/** Standard deviations from which light is seen, unless people choose otherwise. */
export const DEFAULT_DETECTION = 3;

/** What people may choose; null: the best is found. */
export interface Choices {
  /** Index of an aperture. */
  readonly radius: number | null;
  /** Stars to compare with. */
  readonly comparisons: readonly number[] | null;
  /** The star that is measured as the target is, but should not vary. */
  readonly check: number | null;
  readonly detrendsAirmass: boolean;
  readonly detrendsPlace: boolean;
  /** Light of fewer standard deviations is not seen: there is a limit in place of a magnitude. */
  readonly detection: number;
  /** Frames that take no part. */
  readonly excluded: ReadonlySet<number>;
}

export interface Verdict {
  readonly role: 'target' | 'comparison' | 'check' | 'unused';
  /** Null for the target. */
  readonly reason: VerdictReason | null;
  /** Of the star against the comparison stars, magnitudes; NaN if it was not measured. */
  readonly scatter: number;
  readonly expected: number;
}

/** Why a star has its role. The scatter, and the one expected from its errors, in magnitudes. */
export type VerdictReason =
  | StarProblem
  | Statements<{
      /** Of the check star. */
      likeTarget: {};
      /** Of the only comparison star. */
      alone: {};
      chosen: { readonly scatter: number; readonly expected: number };
      constant: { readonly scatter: number; readonly expected: number };
      /** More than its errors predict at a level of 1 %, but no more than the others do. */
      scatters: { readonly scatter: number; readonly expected: number };
      varies: { readonly scatter: number; readonly expected: number };
      /** Measured on `seen` of so many frames; on `on` of them it is known what happened. */
      seldomMeasured: {
        readonly seen: number;
        readonly of: number;
        readonly because: 'saturated' | 'hit' | 'lost';
        readonly on: number;
      };
      notChosen: {};
    }>;

/** Why there is no comparison star. */
export type CurveProblem = Statements<{ allExcluded: {}; noneLeft: {}; noneFit: {} }>;

/** How the known magnitudes of comparison stars contradict each other. Differences in magnitudes. */
export type Disagreement = Statements<{
  /** Stars that do not fit the others: by so much each is brighter than the magnitude that is given. */
  leftOut: { readonly stars: readonly { readonly star: number; readonly by: number }[] };
  /** They differ by up to so much, and nothing tells which are wrong. */
  undecided: { readonly stars: readonly number[]; readonly by: number };
}>;

/** How the comparison stars scatter more than their errors predict. */
export interface ExcessScatter {
  /** Standard deviation over that predicted. */
  readonly factor: number;
  /** Most of it depends on where on the camera they are. */
  readonly followsPlace: boolean;
}

/** From the light of the comparison stars to magnitudes. */
export interface Calibration {
  /** In magnitudes where those of comparison stars are known, else relative to all of them together. */
  readonly isCalibrated: boolean;
  /** What is added to make them so, and its error. */
  readonly zeroPoint: number;
  readonly zeroPointError: number;
  readonly disagreement: Disagreement | null;
}

export interface LightCurve extends Calibration {
  /** Then there is no point. Null if there is a comparison star. */
  readonly problem: CurveProblem | null;
  /** The aperture: its index. */
  readonly radius: number;
  /** Scatter, through each aperture, of stars as bright as the target, magnitudes. */
  readonly sweep: readonly number[];
  /** The comparison stars. */
  readonly members: readonly number[];
  /** Of each star. */
  readonly verdicts: readonly Verdict[];
  /** -1 if there is none. */
  readonly check: number;
  /** Of the comparison stars together; null where their errors predict their scatter. */
  readonly excess: ExcessScatter | null;
  /** Magnitudes of the target, less the trend; NaN also where it was not seen. */
  readonly target: RelativeCurve;
  /** By frame: the target was not seen, and is fainter than this; NaN where it was, or was not measured. */
  readonly limits: Float64Array;
  /** The same, and on the frames that are excluded what the others would have there. */
  readonly withExcluded: RelativeCurve;
  readonly trend: Trend | null;
  /** Of any star against the comparison stars; against all others of them, where it is one itself. */
  readonly curveOf: (star: number) => RelativeCurve;
}
