import { type Point, transformPoint } from '../../domain/image/Affine';
import { matchStars } from '../../kernels/alignment/matchStars';
import { calibrationType } from './calibrationType';
import type { FrameQuality } from './FrameQuality';

/** How far the middle of the field has moved, pixels, and how the camera was turned. */
export interface Drift extends Point {
  /** Degrees from +x towards +y, above -180 and up to 180. */
  readonly rotation: number;
}

export interface Drifts {
  /** Index of the frame they are relative to; -1 if none has enough stars. */
  readonly reference: number;
  /** By frame, relative to the reference; null if not known. */
  readonly drifts: readonly (Drift | null)[];
}

/** Fewer cannot be matched. */
const MIN_STARS = 5;
/** Frames that are tried as the reference. */
const MAX_TRIALS = 5;

/**
 * Drifts relative to the first frame, or, if most frames do not match it, to the first frame that most match.
 */
export function measureDrifts(frames: readonly FrameQuality[]): Drifts {
  const usable = [...frames.entries()].filter(([, frame]) => hasStarsToMatch(frame));
  let first: Drifts | null = null;
  for (const [reference, referenceFrame] of usable.slice(0, MAX_TRIALS)) {
    const drifts = frames.map((frame) =>
      hasStarsToMatch(frame) ? driftBetween(referenceFrame, frame) : null
    );
    first ??= { reference, drifts };
    if (drifts.filter(Boolean).length > usable.length / 2) return { reference, drifts };
  }
  return first ?? { reference: -1, drifts: frames.map(() => null) };
}

/** In a dark, what looks like stars are hot pixels. */
export const hasStarsToMatch = (frame: FrameQuality): boolean =>
  calibrationType(frame) === null && frame.brightStars.count >= MIN_STARS;

function driftBetween(reference: FrameQuality, frame: FrameQuality): Drift | null {
  if (frame === reference) return { x: 0, y: 0, rotation: 0 };
  const match = matchStars(reference.brightStars, frame.brightStars);
  if (!match.isAligned) return null;
  const middle = { x: (reference.width - 1) / 2, y: (reference.height - 1) / 2 };
  const moved = transformPoint(match.transform, middle);
  const [a, b] = match.transform;
  return { x: moved.x - middle.x, y: moved.y - middle.y, rotation: (Math.atan2(b, a) * 180) / Math.PI };
}
