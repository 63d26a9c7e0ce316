import type { FrameMarks } from '$lib/presentation/FrameMarks';

/** Up to this many marks are never crowded. */
const CROWD = 300;
/** Side of a cell in which one mark is drawn, in screen pixels. */
const CELL = 20;
/** More cells than any frame has in a row. */
const CELLS_PER_ROW = 1e6;

/**
 * The marks to draw: all of them, if they are few or drawn at their true size. Otherwise only the first in each cell of the
 * frame, so that the frame stays visible between them; the others appear when zooming in.
 * @param zoom screen pixels per frame pixel
 * @param minRadius the smallest radius with which marks are drawn, in screen pixels
 * @returns indices of marks
 */
export function uncrowdedMarks(
  { count, x, y, radii }: FrameMarks,
  zoom: number,
  minRadius: number
): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  if (count <= CROWD || radii[0]! * zoom >= minRadius) return all;
  const occupied = new Set<number>();
  return all.filter((i) => {
    const [column, row] = [Math.floor((x[i]! * zoom) / CELL), Math.floor((y[i]! * zoom) / CELL)];
    const cell = column + CELLS_PER_ROW * row;
    return !occupied.has(cell) && occupied.add(cell);
  });
}
