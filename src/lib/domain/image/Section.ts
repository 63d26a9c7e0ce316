/** Part of an image: the pixels `x0 <= x < x1`, `y0 <= y < y1`, the first pixel being (0, 0). */
export interface Section {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}
