import type { Choices, LightCurve } from '../../domain/measurement/LightCurve';
import { magnitudeDoubt } from '../../domain/measurement/magnitudeDoubt';
import type { Measurements } from '../../domain/measurement/Measurements';
import type { LightCurveWarning } from './LightCurveWarning';

/** What a light curve, measured on some frames, does not have. */
export function curveWarnings(
  { frames, stars }: Measurements,
  curve: LightCurve,
  { detrendsAirmass, detrendsPlace, detection }: Choices
): readonly LightCurveWarning[] {
  const { members, check, target, limits, trend } = curve;
  const doubt = magnitudeDoubt(curve, stars.names);
  const isPoint = Array.from(target.magnitude, Number.isFinite);
  const points = isPoint.filter(Boolean).length;
  // Of a frame that is left out, it was said when it was.
  const unseen = frames.names.filter((_, f) => Number.isFinite(limits[f]));
  const missing = frames.names.filter(
    (_, f) => !isPoint[f] && !Number.isFinite(limits[f]) && frames.problems[f] === null
  );
  const nothing = (code: Bare['code']): Bare => ({ code, parameters: {} });
  return [
    ...(points > 0 && missing.length > 0
      ? [{ code: 'pointsMissing', parameters: { names: missing } } as const]
      : []),
    ...(unseen.length > 0
      ? [{ code: 'targetNotSeen', parameters: { names: unseen, detection } } as const]
      : []),
    ...(doubt ? [doubt] : []),
    ...(members.length === 1 ? [nothing('oneComparisonStar')] : []),
    ...(check < 0 ? [nothing('noCheckStar')] : []),
    ...((detrendsAirmass || detrendsPlace) && !trend ? [nothing('trendNotRemoved')] : []),
    ...(points === 1 ? [nothing('onePoint')] : [])
  ];
}

type Bare = Extract<
  LightCurveWarning,
  { readonly code: 'oneComparisonStar' | 'noCheckStar' | 'trendNotRemoved' | 'onePoint' }
>;
