/**
 * Sorts eight vectors of four float32, `stride` bytes apart, lane by lane, with the 19 comparisons that are the
 * fewest possible (Knuth, The Art of Computer Programming 3, section 5.3.4). No value may be NaN.
 */
export function sortEight(start: usize, stride: usize): void {
  const a0 = v128.load(start);
  const a1 = v128.load(start + stride);
  const a2 = v128.load(start + 2 * stride);
  const a3 = v128.load(start + 3 * stride);
  const a4 = v128.load(start + 4 * stride);
  const a5 = v128.load(start + 5 * stride);
  const a6 = v128.load(start + 6 * stride);
  const a7 = v128.load(start + 7 * stride);
  // Pairs (0 2) (1 3) (4 6) (5 7)
  const b0 = f32x4.pmin(a0, a2);
  const b1 = f32x4.pmin(a1, a3);
  const b2 = f32x4.pmax(a0, a2);
  const b3 = f32x4.pmax(a1, a3);
  const b4 = f32x4.pmin(a4, a6);
  const b5 = f32x4.pmin(a5, a7);
  const b6 = f32x4.pmax(a4, a6);
  const b7 = f32x4.pmax(a5, a7);
  // (0 4) (1 5) (2 6) (3 7)
  const c0 = f32x4.pmin(b0, b4);
  const c1 = f32x4.pmin(b1, b5);
  const c2 = f32x4.pmin(b2, b6);
  const c3 = f32x4.pmin(b3, b7);
  const c4 = f32x4.pmax(b0, b4);
  const c5 = f32x4.pmax(b1, b5);
  const c6 = f32x4.pmax(b2, b6);
  const c7 = f32x4.pmax(b3, b7);
  // (0 1) (2 3) (4 5) (6 7)
  const d0 = f32x4.pmin(c0, c1);
  const d1 = f32x4.pmax(c0, c1);
  const d2 = f32x4.pmin(c2, c3);
  const d3 = f32x4.pmax(c2, c3);
  const d4 = f32x4.pmin(c4, c5);
  const d5 = f32x4.pmax(c4, c5);
  const d6 = f32x4.pmin(c6, c7);
  const d7 = f32x4.pmax(c6, c7);
  // (2 4) (3 5)
  const e2 = f32x4.pmin(d2, d4);
  const e3 = f32x4.pmin(d3, d5);
  const e4 = f32x4.pmax(d2, d4);
  const e5 = f32x4.pmax(d3, d5);
  // (1 4) (3 6)
  const f1 = f32x4.pmin(d1, e4);
  const f3 = f32x4.pmin(e3, d6);
  const f4 = f32x4.pmax(d1, e4);
  const f6 = f32x4.pmax(e3, d6);
  // (1 2) (3 4) (5 6)
  v128.store(start, d0);
  v128.store(start + stride, f32x4.pmin(f1, e2));
  v128.store(start + 2 * stride, f32x4.pmax(f1, e2));
  v128.store(start + 3 * stride, f32x4.pmin(f3, f4));
  v128.store(start + 4 * stride, f32x4.pmax(f3, f4));
  v128.store(start + 5 * stride, f32x4.pmin(e5, f6));
  v128.store(start + 6 * stride, f32x4.pmax(e5, f6));
  v128.store(start + 7 * stride, d7);
}
