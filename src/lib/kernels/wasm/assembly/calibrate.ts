import { highHalf, singles } from './lanes';

/**
 * The kernel behind `calibrateInWasm`: `count` pixels of `light` become, in place, (light - bias - darkScale * dark) /
 * flat. Those of the last vector may end up to 12 bytes later.
 * @returns how many became NaN that were not
 */
export function calibrate(
  light: usize,
  bias: usize,
  dark: usize,
  darkScale: f64,
  flat: usize,
  count: i32
): i32 {
  const scale = f64x2.splat(darkScale);
  let lost = 0;
  for (let at: usize = 0, end = <usize>count * 4; at < end; at += 16) {
    const value = v128.load(light + at);
    const b = v128.load(bias + at);
    const d = v128.load(dark + at);
    const f = v128.load(flat + at);
    const calibrated = singles(
      calibrate2(value, b, d, scale, f),
      calibrate2(highHalf(value), highHalf(b), highHalf(d), scale, highHalf(f))
    );
    v128.store(light + at, calibrated);
    const isLost = v128.and(f32x4.eq(value, value), f32x4.ne(calibrated, calibrated));
    // What comes after the last pixel does not count.
    const pixels = min<usize>(4, (end - at) / 4);
    lost += popcnt(i32x4.bitmask(isLost) & ((1 << (<i32>pixels)) - 1));
  }
  return lost;
}

/** The first two of four pixels, as doubles. */
function calibrate2(value: v128, bias: v128, dark: v128, scale: v128, flat: v128): v128 {
  const added = f64x2.add(f64x2.promote_low_f32x4(bias), f64x2.mul(scale, f64x2.promote_low_f32x4(dark)));
  return f64x2.div(f64x2.sub(f64x2.promote_low_f32x4(value), added), f64x2.promote_low_f32x4(flat));
}
