import { figureText } from '../../domain/units/figureText';
import { verdictText } from '../../domain/measurement/sentences';
import type { Choices, LightCurve } from '../../domain/measurement/LightCurve';
import type { Measurements } from '../../domain/measurement/Measurements';

/** What was chosen and why, and how good the light curve is, in lines for people. */
export function describeCurve(measurements: Measurements, curve: LightCurve, choices: Choices): string[] {
  const { stars, frames, radii } = measurements;
  const { verdicts, radius, sweep, check, members, target, isCalibrated, zeroPointError } = curve;
  const points = [...target.magnitude].filter(Number.isFinite);
  const wanted = choices.detrendsAirmass || choices.detrendsPlace;
  return [
    `Aperture: radius ${radii[radius].toFixed(2)} px, ${choices.radius === null ? 'in which' : 'as asked; in it'} stars like the target scatter by ${mmag(sweep[radius])}.`,
    ...verdicts.flatMap(({ role, reason }, s) =>
      reason ? [`${stars.names[s]}: ${role}. ${verdictText(reason)}`] : []
    ),
    members.length === 1
      ? 'There is one comparison star only: nothing tells whether it varies.'
      : `${members.length} comparison stars.`,
    check < 0
      ? 'There is no check star: that takes three stars at least.'
      : `Check star ${stars.names[check]}: scatters by ${mmag(verdicts[check].scatter)}, where its errors have ${mmag(verdicts[check].expected)}.`,
    ...(wanted ? [trendText(curve)] : []),
    isCalibrated
      ? `Magnitudes are on the scale of the known comparison stars, to ${mmag(zeroPointError)}.`
      : 'Magnitudes are relative to the light of all comparison stars together, for no magnitude of them is given.',
    `${points.length} of ${frames.count} frames have a point; the errors are ${mmag(medianOf(target.error))} in the middle.`,
    ...(points.length === 1 ? ['One point is no curve: choose more frames.'] : [])
  ];
}

function trendText({ trend }: LightCurve): string {
  if (!trend)
    return 'No trend was taken out: airmass or place is not known, does not change enough, or points are too few.';
  return `Taken out: ${trend.slopes.map((slope) => `${figureText(1000 * slope, 3)} mmag a unit`).join(', ')}.`;
}

const mmag = (value: number): string =>
  Number.isFinite(value) ? `${figureText(1000 * value, 2)} mmag` : 'nobody knows what';

function medianOf(values: Float64Array): number {
  const sorted = values.filter(Number.isFinite).sort();
  return sorted[sorted.length >> 1] ?? NaN;
}
