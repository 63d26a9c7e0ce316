import type { Strip } from './Strip';

/** Bilinear mean of the four pixels around a position, leaving out blank ones; NaN if it lies in a blank pixel. */
export function meanOfPresent({ data, width, height, top }: Strip, x: number, y: number): number {
  const present = (column: number, line: number): number => {
    const row = line - top;
    const isInside = column >= 0 && column < width && row >= 0 && row < height;
    return isInside && Number.isFinite(data[row * width + column]) ? data[row * width + column] : NaN;
  };
  if (Number.isNaN(present(Math.floor(x + 0.5), Math.floor(y + 0.5)))) return NaN;
  const column = Math.floor(x);
  const line = Math.floor(y);
  let sum = 0;
  let total = 0;
  for (const [right, below] of CORNERS) {
    const value = present(column + right, line + below);
    const weight = (right ? x - column : 1 - x + column) * (below ? y - line : 1 - y + line);
    if (Number.isNaN(value) || weight === 0) continue;
    sum += weight * value;
    total += weight;
  }
  return sum / total;
}

const CORNERS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1]
] as const;
