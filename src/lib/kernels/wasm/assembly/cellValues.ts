/**
 * The kernel behind `PixelScan.takeFinite`: copies those that are finite of `width` x `height` float32, of every `step`-th
 * column and row, and says how many they are. Up to 16 bytes behind them are overwritten.
 * @param stride bytes from a row to the next
 */
export function takeFinite(
  source: usize,
  stride: usize,
  width: i32,
  height: i32,
  step: i32,
  target: usize
): i32 {
  const begin = target;
  const infinity = f32x4.splat(Infinity);
  for (let y = 0; y < height; y += step, source += stride * <usize>step) {
    let at = source;
    const end = source + <usize>width * 4;
    if (step == 1) {
      for (; at + 16 <= end; at += 16) {
        const values = v128.load(at);
        if (i32x4.all_true(f32x4.lt(f32x4.abs(values), infinity))) {
          v128.store(target, values);
          target += 16;
        } else {
          for (let k: usize = 0; k < 16; k += 4) target = takeOne(load<f32>(at + k), target);
        }
      }
    }
    for (; at < end; at += <usize>step * 4) target = takeOne(load<f32>(at), target);
  }
  return <i32>((target - begin) >> 2);
}

function takeOne(value: f32, target: usize): usize {
  store<f32>(target, value);
  return target + 4 * <usize>(abs(value) < Infinity);
}

/**
 * The kernel behind `PixelScan.countInBins`: `counts` are integers of 32 bits, of `bins`, an even number, and one more; behind them
 * there is room for as many. Up to 12 bytes behind the values are overwritten.
 */
export function countInBins(
  values: usize,
  count: i32,
  zero: f64,
  perBin: f64,
  bins: i32,
  counts: usize
): void {
  // Neighbours are counted in two lists, for one must not wait for the other; what is beyond the bins behind the last.
  const others = counts + (<usize>bins + 2) * 4;
  memory.fill(counts, 0, (<usize>bins + 2) * 8);
  const end = values + <usize>count * 4;
  v128.store(end, f32x4.splat(NaN));
  const zeros = f64x2.splat(zero);
  const scale = f64x2.splat(perBin);
  const least = f64x2.splat(0);
  const most = f64x2.splat(<f64>bins);
  for (; values < end; values += 8) {
    const value = f64x2.promote_low_f32x4(v128.load64_zero(values));
    const place = f64x2.mul(f64x2.sub(value, zeros), scale);
    const isIn = v128.and(f64x2.ge(place, least), f64x2.lt(place, most));
    const bin = i32x4.trunc_sat_f64x2_s_zero(v128.bitselect(place, most, isIn));
    addOne(counts, i32x4.extract_lane(bin, 0));
    addOne(others, i32x4.extract_lane(bin, 1));
  }
  for (let k = 0; k < bins; k += 2) {
    const at = <usize>k * 4;
    v128.store64_lane(
      counts + at,
      i32x4.add(v128.load64_zero(counts + at), v128.load64_zero(others + at)),
      0
    );
  }
}

function addOne(counts: usize, bin: i32): void {
  const at = counts + <usize>bin * 4;
  store<i32>(at, load<i32>(at) + 1);
}
