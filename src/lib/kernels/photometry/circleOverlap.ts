/**
 * Area of overlap between a circle of `radius` about the origin and a pixel, a unit square centred on (`x`, `y`): exact, by
 * integration along the arc.
 */
export function circleOverlap(x: number, y: number, radius: number): number {
  // By symmetry, the pixel is moved into one quadrant; any part across an axis is mirrored back into it.
  const right = Math.abs(x) + 0.5;
  const bottom = Math.abs(y) + 0.5;
  const left = Math.max(0, right - 1);
  const top = Math.max(0, bottom - 1);
  let area = inQuadrant(left, right, top, bottom, radius);
  if (right < 1) area += inQuadrant(0, 1 - right, top, bottom, radius);
  if (bottom < 1) area += inQuadrant(left, right, 0, 1 - bottom, radius);
  if (right < 1 && bottom < 1) area += inQuadrant(0, 1 - right, 0, 1 - bottom, radius);
  return area;
}

/** Overlap with a rectangle in the quadrant of positive x and y. */
function inQuadrant(x0: number, x1: number, y0: number, y1: number, radius: number): number {
  const square = radius * radius;
  if (x0 * x0 + y0 * y0 >= square) return 0;
  if (x1 * x1 + y1 * y1 <= square) return (x1 - x0) * (y1 - y0);
  // The arc crosses the outline of the rectangle at (a, ya), on its far or near side, and at (b, yb).
  let a = Math.sqrt(square - y1 * y1);
  let ya = y1;
  if (!(a >= x0)) {
    a = x0;
    ya = Math.sqrt(square - x0 * x0);
  }
  let b = Math.sqrt(square - y0 * y0);
  let yb = y0;
  if (b > x1) {
    b = x1;
    yb = Math.sqrt(square - x1 * x1);
  }
  const underArc = (b * yb - a * ya + square * Math.asin(Math.min(1, (b * ya - a * yb) / square))) / 2;
  return (a - x0) * (y1 - y0) + underArc - y0 * (b - a);
}
