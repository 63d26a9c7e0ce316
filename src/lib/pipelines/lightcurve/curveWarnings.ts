import type { Choices, LightCurve } from '../../domain/measurement/LightCurve';
import { framesWithoutPoint } from '../../domain/measurement/framesWithoutPoint';
import { magnitudeDoubt } from '../../domain/measurement/magnitudeDoubt';
import type { Measurements } from '../../domain/measurement/Measurements';
import { itemAt } from '../../domain/units/itemAt';
import type { LightCurveWarning } from './LightCurveWarning';

/** What a light curve, measured on some frames, does not have. */
export function curveWarnings(
  measurements: Measurements,
  curve: LightCurve,
  { detrendsAirmass, detrendsPlace, detection }: Choices
): readonly LightCurveWarning[] {
  const { frames, stars } = measurements;
  const { members, check, target, limits, trend, excess } = curve;
  const doubt = magnitudeDoubt(curve, stars.names);
  const points = target.magnitude.filter(Number.isFinite).length;
  const unseen = frames.names.filter((_, f) => Number.isFinite(limits[f]));
  const nothing = (code: Bare['code']): Bare => ({ code, parameters: {} });
  return [
    ...(points > 0 ? missingPoints(measurements, curve) : []),
    ...(unseen.length > 0
      ? [{ code: 'targetNotSeen', parameters: { names: unseen, detection } } as const]
      : []),
    ...(doubt ? [doubt] : []),
    ...(excess ? [{ code: 'moreScatter', parameters: { ...excess } } as const] : []),
    ...(members.length === 1 ? [nothing('oneComparisonStar')] : []),
    ...(check < 0 ? [nothing('noCheckStar')] : []),
    ...((detrendsAirmass || detrendsPlace) && !trend ? [nothing('trendNotRemoved')] : []),
    ...(points === 1 ? [nothing('onePoint')] : [])
  ];
}

/** One warning for each problem. Of a frame that was left out while measuring, it was said then. */
function missingPoints(measurements: Measurements, curve: LightCurve): LightCurveWarning[] {
  const { names, problems } = measurements.frames;
  const missing = framesWithoutPoint(measurements, curve).filter(({ frame }) => problems[frame] === null);
  return [...new Set(missing.map(({ problem }) => problem.code))].map((code) => {
    const alike = missing.filter(({ problem }) => problem.code === code);
    return {
      code: 'pointsMissing',
      parameters: {
        names: alike.map(({ frame }) => itemAt(names, frame)),
        problem: itemAt(alike, 0).problem
      }
    };
  });
}

type Bare = Extract<
  LightCurveWarning,
  { readonly code: 'oneComparisonStar' | 'noCheckStar' | 'trendNotRemoved' | 'onePoint' }
>;
