import { itemAt } from '../units/itemAt';
import type { FrameProblem } from './FrameProblem';
import type { LightCurve } from './LightCurve';
import type { Measurements } from './Measurements';
import { SOURCE_QUALITY } from './sourceQuality';

/** A frame that has neither point nor limit in a light curve, though it is not excluded, and why. */
export interface FrameWithoutPoint {
  /** Its index. */
  readonly frame: number;
  readonly problem: FrameProblem;
}

/** In order of time. */
export function framesWithoutPoint(
  measurements: Measurements,
  curve: Pick<LightCurve, 'withExcluded' | 'limits' | 'radius'>
): FrameWithoutPoint[] {
  const { problems } = measurements.frames;
  return problems.flatMap((problem, frame) => {
    if (problem) return { frame, problem };
    const isThere =
      Number.isFinite(curve.withExcluded.magnitude[frame]) || Number.isFinite(curve.limits[frame]);
    return isThere ? [] : { frame, problem: problemIn(measurements, curve.radius, frame) };
  });
}

function problemIn(
  { flux, quality, stars, frames }: Measurements,
  radius: number,
  frame: number
): FrameProblem {
  const bits = itemAt(quality, frame);
  if (bits & SOURCE_QUALITY.saturated) return { code: 'targetIsSaturated', parameters: {} };
  const isMeasured = Number.isFinite(itemAt(flux, radius * stars.count * frames.count + frame));
  if (isMeasured) return { code: 'noComparisonStar', parameters: {} };
  return { code: bits & SOURCE_QUALITY.edge ? 'targetAtEdge' : 'targetIsBlank', parameters: {} };
}
