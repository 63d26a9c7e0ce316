import type { FrameMarks } from '$lib/presentation/FrameMarks';

const MANY = 300;
/** Pixels of the screen. */
const CELL = 20;
/** More than a frame has across. */
const CELLS_ACROSS = 1e6;

/**
 * The marks to draw: all of them, if they are few or drawn as large as they are. Else the first in each cell of the
 * frame, for the frame to be seen between them; the others follow as one zooms in.
 * @param zoom pixels of the screen for one of the frame
 * @param leastRadius with which marks are drawn, pixels of the screen
 */
export function uncrowdedMarks(
  { count, x, y, radii }: FrameMarks,
  zoom: number,
  leastRadius: number
): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  if (count <= MANY || radii[0]! * zoom >= leastRadius) return all;
  const taken = new Set<number>();
  return all.filter((i) => {
    const [column, row] = [Math.floor((x[i]! * zoom) / CELL), Math.floor((y[i]! * zoom) / CELL)];
    const cell = column + CELLS_ACROSS * row;
    return !taken.has(cell) && taken.add(cell);
  });
}
