import { itemAt } from '../../domain/units/itemAt';
import { figureText } from '../../domain/units/figureText';
import { verdictText } from '../../domain/measurement/sentences';
import type { Choices, LightCurve, Trend } from '../../domain/measurement/LightCurve';
import type { Measurements } from '../../domain/measurement/Measurements';

/** What was chosen and why, and how good the light curve is, in lines for people. */
export function describeCurve(measurements: Measurements, curve: LightCurve, choices: Choices): string[] {
  const { stars, frames, radii } = measurements;
  const { verdicts, radius, sweep, check, members, target, trend, isCalibrated, zeroPointError } = curve;
  const checked = verdicts[check];
  const points = [...target.magnitude].filter(Number.isFinite);
  return [
    `Aperture: radius ${itemAt(radii, radius).toFixed(2)} px, ${choices.radius === null ? 'chosen because in it' : 'as asked; in it'} stars like the target scatter by ${mmag(itemAt(sweep, radius))}.`,
    ...verdicts.flatMap(({ role, reason }, s) =>
      reason ? [`${stars.names[s]}: ${role}. ${verdictText(reason)}`] : []
    ),
    `${members.length} comparison star${members.length === 1 ? '' : 's'}.`,
    ...(checked
      ? [
          `Check star ${stars.names[check]}: it scatters by ${mmag(checked.scatter)}; its errors predict ${mmag(checked.expected)}.`
        ]
      : []),
    ...(trend ? [trendText(trend)] : []),
    isCalibrated
      ? `Magnitudes are on the scale of the comparison stars of known magnitude, to within ${mmag(zeroPointError)}.`
      : 'Magnitudes are relative to the summed light of the comparison stars, as no magnitude of theirs is given.',
    `${points.length} of ${frames.count} frames have a point; the median error is ${mmag(medianOf(target.error))}.`
  ];
}

const trendText = ({ slopes }: Trend): string =>
  `Trend removed: ${slopes.map((slope) => `${figureText(1000 * slope, 3)} mmag per unit`).join(', ')}.`;

const mmag = (value: number): string =>
  Number.isFinite(value) ? `${figureText(1000 * value, 2)} mmag` : 'an unknown amount';

function medianOf(values: Float64Array): number {
  const sorted = values.filter(Number.isFinite).sort();
  return sorted[sorted.length >> 1] ?? NaN;
}
