import type { Affine, Point } from '$lib/domain/image/Affine';
import type { Wcs } from '$lib/services/viewer/FrameViewer.svelte';
import type { Size } from './frameTurns';

/** The frame that others are locked to by the sky. */
export interface Leader {
  readonly wcs: Wcs;
  readonly size: Size;
}

/** Distance over which the linear map is measured, in pixels. */
const BASELINE = 64;

/**
 * The map from pixels of the leader to the pixels of another frame that show the same sky, exact at `centre` and linear
 * around it; null if that part of the sky cannot be mapped to the other frame.
 */
export function leaderToFrame(leader: Leader, frame: Wcs, centre: Point): Affine | null {
  const [here, right, up] = [
    centre,
    { ...centre, x: centre.x + BASELINE },
    { ...centre, y: centre.y + BASELINE }
  ].map(({ x, y }) => {
    const position = leader.wcs.pixelToWorld(x, y);
    return position && frame.worldToPixel(position.ra, position.dec);
  });
  if (!here || !right || !up) return null;
  const [a, b] = [(right.x - here.x) / BASELINE, (right.y - here.y) / BASELINE];
  const [c, d] = [(up.x - here.x) / BASELINE, (up.y - here.y) / BASELINE];
  if (a * d === b * c) return null;
  return [a, b, c, d, here.x - a * centre.x - c * centre.y, here.y - b * centre.x - d * centre.y];
}
