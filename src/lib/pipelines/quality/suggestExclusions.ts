import { figureText } from '../../domain/units/figureText';
import type { FrameQuality } from './FrameQuality';
import { type Drifts, hasStarsToMatch } from './measureDrifts';
import { calibrationType } from './calibrationType';
import { outliers } from './outliers';

export interface Suggestions {
  /** By frame: why to leave it out; none for a good one. */
  readonly reasons: readonly (readonly string[])[];
  /** What was not done, and why. */
  readonly notes: readonly string[];
}

/** Fewer frames of a kind do not tell what is usual. */
const FEWEST_TO_COMPARE = 4;
/** Parts of the pixels. */
const TOO_MANY_SATURATED = 0.05;
const TOO_MANY_BLANK = 0.1;

/**
 * Which frames to leave out, and why. Frames are compared with those of the same filter, exposure time and size;
 * what is wrong with a frame by itself is told in any case.
 * @param threshold how far from the median a frame must be, in standard deviations
 */
export function suggestExclusions(
  frames: readonly FrameQuality[],
  drifts: Drifts,
  threshold: number
): Suggestions {
  const reasons = frames.map((frame, i) => ownReasons(frame, i, frames, drifts));
  const notes: string[] = [];
  const compared = frames.filter((frame) => !calibrationType(frame) && !frame.pixels.isConstant);
  for (const [kind, group] of groupsOf(compared)) {
    const add = (frame: FrameQuality, reason: string) => reasons[frames.indexOf(frame)].push(reason);
    if (group.length < FEWEST_TO_COMPARE) {
      notes.push(
        `Too few frames to compare with each other, ${group.length} of ${kind}: ${group.map(({ name }) => `'${name}'`).join(', ')}.`
      );
    } else {
      for (const { frame, reason } of outliers(group, threshold)) add(frame, reason);
    }
    const trailed = group.filter(({ trailLength }) => trailLength > 0);
    if (trailed.length > 1 && trailed.length > group.length / 2) {
      notes.push(`Something long and straight is in most frames of ${kind}: an object, not trails.`);
      continue;
    }
    for (const frame of trailed)
      add(
        frame,
        `a straight trail of ${frame.trailLength.toFixed(0)} px: a satellite or an aircraft, perhaps`
      );
  }
  return { reasons, notes };
}

function ownReasons(
  frame: FrameQuality,
  i: number,
  frames: readonly FrameQuality[],
  { reference, drifts }: Drifts
): string[] {
  const { pixels, width, height, stars } = frame;
  const type = calibrationType(frame);
  if (type) return [`it is a ${type} frame, not one of the sky`];
  if (pixels.blank === width * height) return ['all pixels are blank'];
  if (pixels.isConstant) {
    const cause = pixels.saturated > 0 ? 'all is saturated' : 'the frame is empty';
    return [`all pixels have the same value, ${figureText(pixels.highest, 6)}: ${cause}`];
  }
  const reasons: string[] = [];
  const saturated = pixels.saturated / (width * height);
  const blank = pixels.blank / (width * height);
  if (saturated > TOO_MANY_SATURATED)
    reasons.push(
      `${percent(saturated)} of the pixels are saturated: too bright a sky, or too long an exposure`
    );
  if (blank > TOO_MANY_BLANK) reasons.push(`${percent(blank)} of the pixels are blank`);
  if (stars === 0) reasons.push('no stars: clouds, a closed shutter or far out of focus');
  if (!drifts[i] && reference >= 0 && hasStarsToMatch(frame))
    reasons.push(`its stars are not those of '${frames[reference].name}': another field, or clouds`);
  return reasons;
}

function groupsOf(frames: readonly FrameQuality[]): Map<string, FrameQuality[]> {
  const groups = new Map<string, FrameQuality[]>();
  for (const frame of frames) {
    const kind = kindOf(frame);
    groups.set(kind, [...(groups.get(kind) ?? []), frame]);
  }
  return groups;
}

const percent = (part: number): string => `${(100 * part).toFixed(0)} %`;

function kindOf({ facts: { filter, exposureTime }, width, height }: FrameQuality): string {
  const exposure = exposureTime === null ? 'unknown exposure time' : `${exposureTime} s`;
  return `filter ${filter ?? 'unknown'}, ${exposure}, ${width} x ${height} pixels`;
}
