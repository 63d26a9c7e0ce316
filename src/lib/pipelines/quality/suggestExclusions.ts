import { itemAt } from '../../domain/units/itemAt';
import type { Statements } from '../../domain/statement/Statement';
import type { ExclusionReason } from './ExclusionReason';
import type { FrameKind } from './FrameKind';
import type { FrameQuality } from './FrameQuality';
import { type Drifts, hasStarsToMatch } from './measureDrifts';
import { calibrationType } from './calibrationType';
import { outliers } from './outliers';

export interface Suggestions {
  /** By frame: the reasons to leave it out; empty for a good one. */
  readonly reasons: readonly (readonly ExclusionReason[])[];
  readonly notes: readonly QualityNote[];
}

/** Comparisons that could not be made. */
export type QualityNote = Statements<{
  tooFewToCompare: { readonly kind: FrameKind; readonly names: readonly string[] };
  /** Something long and straight is in most frames: an object, not trails. */
  longInMost: { readonly kind: FrameKind };
}>;

/** Fewer frames of a kind do not show what is usual. */
const MIN_TO_COMPARE = 4;
/** Shares of the pixels. */
const MAX_SATURATED = 0.05;
const MAX_BLANK = 0.1;

/**
 * Which frames to leave out, and why. Frames are compared with those of the same filter, exposure time and size;
 * what is wrong with a single frame is always reported.
 * @param threshold how far from the median a frame must be, in standard deviations
 */
export function suggestExclusions(
  frames: readonly FrameQuality[],
  drifts: Drifts,
  threshold: number
): Suggestions {
  const reasons = frames.map((frame, i) => ownReasons(frame, i, frames, drifts));
  const notes: QualityNote[] = [];
  const compared = frames.filter((frame) => !calibrationType(frame) && !frame.pixels.isConstant);
  for (const { kind, group } of groupsOf(compared)) {
    const add = (frame: FrameQuality, reason: ExclusionReason) =>
      itemAt(reasons, frames.indexOf(frame)).push(reason);
    if (group.length < MIN_TO_COMPARE) {
      notes.push({ code: 'tooFewToCompare', parameters: { kind, names: group.map(({ name }) => name) } });
    } else {
      for (const { frame, reason } of outliers(group, threshold)) add(frame, reason);
    }
    const trailed = group.filter(({ trailLength }) => trailLength > 0);
    if (trailed.length > 1 && trailed.length > group.length / 2) {
      notes.push({ code: 'longInMost', parameters: { kind } });
      continue;
    }
    for (const frame of trailed) add(frame, { code: 'trail', parameters: { length: frame.trailLength } });
  }
  return { reasons, notes };
}

function ownReasons(
  frame: FrameQuality,
  i: number,
  frames: readonly FrameQuality[],
  { reference, drifts }: Drifts
): ExclusionReason[] {
  const { pixels, width, height, stars } = frame;
  const type = calibrationType(frame);
  if (type) return [{ code: 'notOfTheSky', parameters: { type } }];
  if (pixels.blank === width * height) return [{ code: 'allBlank', parameters: {} }];
  if (pixels.isConstant)
    return [{ code: 'constant', parameters: { value: pixels.highest, isSaturated: pixels.saturated > 0 } }];
  const reasons: ExclusionReason[] = [];
  const saturated = pixels.saturated / (width * height);
  const blank = pixels.blank / (width * height);
  if (saturated > MAX_SATURATED) reasons.push({ code: 'saturated', parameters: { share: saturated } });
  if (blank > MAX_BLANK) reasons.push({ code: 'blank', parameters: { share: blank } });
  if (stars === 0) reasons.push({ code: 'noStars', parameters: {} });
  const compared = frames[reference];
  if (!drifts[i] && compared && hasStarsToMatch(frame))
    reasons.push({ code: 'otherStars', parameters: { reference: compared.name } });
  return reasons;
}

function groupsOf(frames: readonly FrameQuality[]) {
  const groups = new Map<string, { readonly kind: FrameKind; readonly group: FrameQuality[] }>();
  for (const frame of frames) {
    const kind = kindOf(frame);
    const key = JSON.stringify(kind);
    const known = groups.get(key);
    if (known) known.group.push(frame);
    else groups.set(key, { kind, group: [frame] });
  }
  return groups.values();
}

const kindOf = ({ facts: { filter, exposureTime }, width, height }: FrameQuality): FrameKind => ({
  filter,
  exposureTime,
  width,
  height
});
