import type { Affine, Point } from '$lib/domain/image/Affine';
import type { Wcs } from '$lib/services/viewer/FrameViewer.svelte';
import type { Size } from './frameTurns';

/** The frame that others are locked to by the sky. */
export interface Leader {
  readonly wcs: Wcs;
  readonly size: Size;
}

/** Pixels to each side over which two frames are compared. */
const REACH = 64;

/**
 * The map from pixels of one frame to those of another that shows the same place of the sky there, exact at
 * `centre` and linear around it; null where the sky of one is not on the other.
 */
export function leaderToFrame(leader: Leader, frame: Wcs, centre: Point): Affine | null {
  const [here, right, up] = [
    centre,
    { ...centre, x: centre.x + REACH },
    { ...centre, y: centre.y + REACH }
  ].map(({ x, y }) => {
    const position = leader.wcs.pixelToWorld(x, y);
    return position && frame.worldToPixel(position.ra, position.dec);
  });
  if (!here || !right || !up) return null;
  const [a, b] = [(right.x - here.x) / REACH, (right.y - here.y) / REACH];
  const [c, d] = [(up.x - here.x) / REACH, (up.y - here.y) / REACH];
  if (a * d === b * c) return null;
  return [a, b, c, d, here.x - a * centre.x - c * centre.y, here.y - b * centre.x - d * centre.y];
}
