import { IDENTITY, transformPoint, type Affine } from '../../domain/image/Affine';
import { transformByWcs } from '../../fits/wcs/transformByWcs';
import { matchStars } from '../../kernels/alignment/matchStars';
import { outputField } from '../../kernels/resampling/outputField';
import type { MeasuredFrame } from './MeasuredFrame';
import type { Frame } from './openFrame';

export interface Alignment {
  /** From pixels of the reference to pixels of the frame. */
  readonly transform: Affine;
  /** Root mean square of what the fit left, pixels. */
  readonly rms: number;
  /** What the transform comes from: `117 of 130 stars matched`. */
  readonly source: string;
}

/** So many stars on both frames are enough for a pattern. */
const ENOUGH_STARS = 10;
/** Pixels: where the coordinates of two frames differ by more from an affine map, it would blur the stack. */
const LARGEST_RMS = 1;

/**
 * Takes the reference to the frame by the pattern of the stars or, where too few stars are on both for one, by the
 * coordinates in their headers. A sentence where neither can be done.
 */
export function alignment(reference: MeasuredFrame, frame: MeasuredFrame): Alignment | string {
  const found = matchStars(reference.stars, frame.stars);
  if (found.isAligned) {
    const most = Math.min(reference.stars.count, frame.stars.count);
    return { ...found, source: `${found.count} of ${most} stars matched` };
  }
  const { reason } = found;
  const byWcs = alignByWcs(reference.frame, frame.frame);
  if (byWcs === null)
    return `its stars do not match those of the reference: ${reason}. Without coordinates in both headers there is no other way.`;
  if (typeof byWcs === 'string')
    return `its stars do not match those of the reference (${reason}), and ${byWcs}`;
  const common = Math.min(frame.stars.count, starsInside(reference, frame.frame, byWcs.transform));
  if (common >= ENOUGH_STARS)
    return `its stars do not match those of the reference (${reason}), though by their coordinates ${common} should.`;
  return { ...byWcs, source: `too few stars (${reason}), by the coordinates in the headers` };
}

/** Null if one of them has none. */
function alignByWcs(reference: Frame, frame: Frame): Omit<Alignment, 'source'> | string | null {
  if (!reference.wcs || !frame.wcs) return null;
  const { width, height } = reference;
  const found = transformByWcs(reference.wcs, { x0: 0, x1: width, y0: 0, y1: height }, frame.wcs);
  const isOverlap =
    found &&
    outputField(
      [
        { width, height, transform: IDENTITY },
        { ...frame, transform: found.transform }
      ],
      'intersection'
    );
  if (!isOverlap) return 'by their coordinates they show different parts of the sky.';
  if (!(found.rms <= LARGEST_RMS))
    return `their coordinates differ in distortion, by ${found.rms.toFixed(1)} px.`;
  return found;
}

function starsInside({ stars }: MeasuredFrame, frame: Frame, transform: Affine): number {
  let count = 0;
  for (let i = 0; i < stars.count; i++) {
    const { x, y } = transformPoint(transform, { x: stars.x[i], y: stars.y[i] });
    if (x >= 0 && y >= 0 && x < frame.width && y < frame.height) count++;
  }
  return count;
}
