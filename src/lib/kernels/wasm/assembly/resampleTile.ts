/**
 * The kernel behind `resampleRowsInWasm`: the pixels of a tile of `width` x `height` float32 at `target`, the first
 * of which is (x, y) of the new image, from the part of the old image at `source`, whose first pixel is (left, top).
 * NaN where a pixel that is needed is not in that part.
 * @param maxUndershoot below the lowest of the four pixels around a position
 * @param table rows of `taps` weights, for 0 to `steps` parts of a pixel
 * @returns false if all of them are finite
 */
export function resampleTile(
  source: usize,
  left: i32,
  top: i32,
  sourceWidth: i32,
  sourceHeight: i32,
  table: usize,
  taps: i32,
  steps: f64,
  a: f64,
  b: f64,
  c: f64,
  d: f64,
  e: f64,
  f: f64,
  x: i32,
  y: i32,
  width: i32,
  height: i32,
  target: usize,
  maxUndershoot: f32
): bool {
  const tile = target;
  const before = taps / 2 - 1;
  const stride = (<usize>sourceWidth) << 2;
  const undershoot = f32x4.splat(maxUndershoot);
  // Both axes at once, X first. Positions are within reach of the middle if all their pixels are in the part, but NaN is not.
  const matrix = f64x2(a, b);
  const first = f64x2(<f64>(left + before), <f64>(top + before));
  const reach = f64x2(<f64>(sourceWidth - taps) / 2, <f64>(sourceHeight - taps) / 2);
  const middle = f64x2.add(first, reach);
  const allSteps = f64x2.splat(steps);
  const half = f64x2.splat(0.5);
  for (let row = y; row < y + height; row++) {
    const start = f64x2(c * <f64>row + e, d * <f64>row + f);
    for (let column = x; column < x + width; column++, target += 4) {
      const from = f64x2.add(f64x2.mul(matrix, f64x2.splat(<f64>column)), start);
      const whole = f64x2.floor(from);
      if (!i64x2.all_true(f64x2.le(f64x2.abs(f64x2.sub(whole, middle)), reach))) {
        store<f32>(target, f32.NaN);
        continue;
      }
      const at = i32x4.trunc_sat_f64x2_s_zero(f64x2.sub(whole, first));
      const part = i32x4.trunc_sat_f64x2_s_zero(f64x2.add(f64x2.mul(f64x2.sub(from, whole), allSteps), half));
      const atY = i32x4.extract_lane(at, 1);
      const pixels = source + ((<usize>(atY * sourceWidth + i32x4.extract_lane(at, 0))) << 2);
      const across = table + ((<usize>(i32x4.extract_lane(part, 0) * taps)) << 2);
      const down = table + ((<usize>(i32x4.extract_lane(part, 1) * taps)) << 2);
      let lanes: v128;
      if (taps == 4) {
        lanes = four(pixels, stride, across, down);
      } else if (taps == 2) {
        lanes = two(pixels, stride, across, down);
      } else {
        lanes = six(pixels, stride, across, down);
      }
      // As the plain twin adds to zero: it makes a zero of a negative one.
      const sums = f32x4.add(lanes, v128.shuffle<u32>(lanes, lanes, 2, 3, 2, 3));
      const value = f32x4.add(sums, v128.shuffle<u32>(sums, sums, 1, 1, 1, 1));
      // Where one of the four is blank, so is the value, which then stays: `min` and `max`, which look for NaN, take longer.
      const corner = pixels + stride * <usize>before + ((<usize>before) << 2);
      const lower = f32x4.pmin(v128.load64_zero(corner), v128.load64_zero(corner + stride));
      const lowest = f32x4.pmin(lower, v128.shuffle<u32>(lower, lower, 1, 1, 1, 1));
      v128.store32_lane(target, f32x4.pmax(value, f32x4.sub(lowest, undershoot)), 0);
    }
  }
  return mayHaveBlanks(tile, target);
}

/** Up to three values behind the end are looked at too, and may be blank for all we know. */
function mayHaveBlanks(start: usize, end: usize): bool {
  let zeros = f32x4.splat(0);
  for (; start < end; start += 16) {
    const values = v128.load(start);
    zeros = f32x4.add(zeros, f32x4.sub(values, values));
  }
  return !i32x4.all_true(f32x4.eq(zeros, f32x4.splat(0)));
}

function two(pixels: usize, stride: usize, across: usize, down: usize): v128 {
  let sum = f32x4.mul(v128.load64_zero(pixels), v128.load32_splat(down));
  sum = f32x4.add(sum, f32x4.mul(v128.load64_zero(pixels + stride), v128.load32_splat(down, 4)));
  return f32x4.add(f32x4.splat(0), f32x4.mul(sum, v128.load64_zero(across)));
}

function four(pixels: usize, stride: usize, across: usize, down: usize): v128 {
  let sum = f32x4.mul(v128.load(pixels), v128.load32_splat(down));
  sum = f32x4.add(sum, f32x4.mul(v128.load(pixels + stride), v128.load32_splat(down, 4)));
  pixels += stride << 1;
  sum = f32x4.add(sum, f32x4.mul(v128.load(pixels), v128.load32_splat(down, 8)));
  sum = f32x4.add(sum, f32x4.mul(v128.load(pixels + stride), v128.load32_splat(down, 12)));
  return f32x4.add(f32x4.splat(0), f32x4.mul(sum, v128.load(across)));
}

function six(pixels: usize, stride: usize, across: usize, down: usize): v128 {
  let weight = v128.load32_splat(down);
  let sum = f32x4.mul(v128.load(pixels), weight);
  let more = f32x4.mul(v128.load64_zero(pixels, 16), weight);
  for (let j: usize = 1; j < 6; j++) {
    pixels += stride;
    weight = v128.load32_splat(down + (j << 2));
    sum = f32x4.add(sum, f32x4.mul(v128.load(pixels), weight));
    more = f32x4.add(more, f32x4.mul(v128.load64_zero(pixels, 16), weight));
  }
  sum = f32x4.add(f32x4.splat(0), f32x4.mul(sum, v128.load(across)));
  return f32x4.add(sum, f32x4.mul(more, v128.load64_zero(across, 16)));
}
