import { itemAt } from '../../domain/units/itemAt';
import { transformPoint, type Affine } from '../../domain/image/Affine';
import type { MatchRefusal } from '../../domain/measurement/MatchRefusal';
import type { Refused } from '../../domain/statement/Refused';
import type { Statements } from '../../domain/statement/Statement';
import type { WcsTransform } from '../../fits/wcs/transformByWcs';
import { alignByWcs } from '../../frames/alignByWcs';
import type { Frame } from '../../frames/Frame';
import { matchStars } from '../../kernels/alignment/matchStars';
import type { FrameStars } from './FrameStars';

/** How a frame lies to the reference, by one map for all of it. */
export interface FrameAlignment {
  /** From pixels of the reference to pixels of the frame. */
  readonly transform: Affine;
  /** Root mean square of what the fit left, pixels. */
  readonly rms: number;
  /** What the transform comes from. */
  readonly source: AlignmentSource;
}

export type AlignmentSource = Statements<{
  stars: { readonly matched: number; readonly of: number };
  /** The stars refused. */
  coordinates: { readonly stars: MatchRefusal };
}>;

export type AlignmentRefusal = Statements<{
  /** Neither by the stars nor by the coordinates, which are null where a header has none. */
  noMatch: { readonly stars: MatchRefusal; readonly coordinates: CoordinatesRefusal | null };
  /** By the coordinates, so many stars are on both frames. */
  starsShouldMatch: { readonly stars: MatchRefusal; readonly common: number };
}>;

export type CoordinatesRefusal = Statements<{
  differentSky: {};
  /** Pixels. */
  distorted: { readonly rms: number };
}>;

/** So many stars on both frames are enough for a pattern. */
const ENOUGH_STARS = 10;
/** Pixels: where the coordinates of two frames differ by more from an affine map, it would blur the stack. */
const LARGEST_RMS = 1;

/**
 * Takes the reference to the frame by the pattern of the stars or, where too few stars are on both for one, by the
 * coordinates in their headers. A refusal where neither can be done.
 */
export function alignFrame(
  reference: FrameStars,
  frame: FrameStars
): FrameAlignment | Refused<AlignmentRefusal> {
  const found = matchStars(reference.stars, frame.stars);
  if (found.isAligned) {
    const of = Math.min(reference.stars.count, frame.stars.count);
    return { ...found, source: { code: 'stars', parameters: { matched: found.count, of } } };
  }
  const stars = found.reason;
  const byWcs = alignByCoordinates(reference.frame, frame.frame);
  if (byWcs === null || 'refusal' in byWcs)
    return {
      refusal: { code: 'noMatch', parameters: { stars, coordinates: byWcs?.refusal ?? null } }
    };
  const common = Math.min(frame.stars.count, starsInside(reference, frame.frame, byWcs.transform));
  if (common >= ENOUGH_STARS) return { refusal: { code: 'starsShouldMatch', parameters: { stars, common } } };
  return { ...byWcs, source: { code: 'coordinates', parameters: { stars } } };
}

/** Null if one of them has none. */
function alignByCoordinates(
  reference: Frame,
  frame: Frame
): WcsTransform | Refused<CoordinatesRefusal> | null {
  const found = alignByWcs(reference, frame);
  if ('refusal' in found) {
    const { refusal } = found;
    return refusal.code === 'noCoordinates' ? null : { refusal };
  }
  const { whole } = found;
  if (!(whole.rms <= LARGEST_RMS)) return { refusal: { code: 'distorted', parameters: { rms: whole.rms } } };
  return whole;
}

function starsInside({ stars }: FrameStars, frame: Frame, transform: Affine): number {
  let count = 0;
  for (let i = 0; i < stars.count; i++) {
    const { x, y } = transformPoint(transform, { x: itemAt(stars.x, i), y: itemAt(stars.y, i) });
    if (x >= 0 && y >= 0 && x < frame.width && y < frame.height) count++;
  }
  return count;
}
