/** The last two of four lanes of 32 bits, as the first two. */
export function highHalf(lanes: v128): v128 {
  return v128.shuffle<u64>(lanes, lanes, 1, 1);
}

/** Four doubles rounded to float32. */
export function singles(low: v128, high: v128): v128 {
  return v128.shuffle<u64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}

/** 1 / x of two doubles. */
export function inverse2(counted: v128): v128 {
  return f64x2.div(f64x2.splat(1), counted);
}

/** Standard deviations of two populations, from their sums of squares. */
export function std2(square: v128, inverse: v128, mean: v128): v128 {
  const variance = f64x2.sub(f64x2.mul(square, inverse), f64x2.mul(mean, mean));
  return f64x2.sqrt(f64x2.max(f64x2.splat(0), variance));
}

/** What makes the standard deviation of a population that of a sample, for the first two of four counts. */
export function bessel2(count: v128): v128 {
  const counted = f64x2.convert_low_i32x4_s(count);
  return f64x2.sqrt(f64x2.div(counted, f64x2.sub(counted, f64x2.splat(1))));
}

/** Twice each of four float32. */
export function doubled(lanes: v128): v128 {
  return f32x4.add(lanes, lanes);
}
