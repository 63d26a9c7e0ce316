/** The pixels of one cell of a mesh over an image: its first column and row, and those after its last. */
export interface CellEdges {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Edges of cell `i`, counted row by row, of `columns` x `rows` cells that cover `width` x `height` pixels. */
export function cellEdges(
  i: number,
  columns: number,
  rows: number,
  width: number,
  height: number
): CellEdges {
  const column = i % columns;
  const row = (i - column) / columns;
  return {
    left: Math.round((column * width) / columns),
    right: Math.round(((column + 1) * width) / columns),
    top: Math.round((row * height) / rows),
    bottom: Math.round(((row + 1) * height) / rows)
  };
}
