/** Address of the first of the float32 from `start` on that is above a limit; `end` if none is. */
export function firstAbove(start: usize, end: usize, limit: f32): usize {
  const limits = f32x4.splat(limit);
  while (start + 16 <= end && !v128.any_true(f32x4.gt(v128.load(start), limits))) start += 16;
  while (start < end && !(load<f32>(start) > limit)) start += 4;
  return start;
}

/**
 * The kernel behind `pixelScanInWasm`: of `count` float32, a multiple of four, writes to `result` the highest that is
 * finite (-infinity without any) and, as integers of 32 bits, how many are as high and how many are finite.
 */
export function highestValue(source: usize, count: i32, result: usize): void {
  const infinity = f32x4.splat(Infinity);
  let highs = f32x4.neg(infinity);
  let atHighs = i32x4.splat(0);
  let present = i32x4.splat(0);
  for (const end = source + <usize>count * 4; source < end; source += 16) {
    const values = v128.load(source);
    const isFinite = f32x4.lt(f32x4.abs(values), infinity);
    present = i32x4.sub(present, isFinite);
    const isHighest = v128.and(f32x4.ge(values, highs), isFinite);
    if (!v128.any_true(isHighest)) continue;
    atHighs = i32x4.sub(v128.andnot(atHighs, v128.and(f32x4.gt(values, highs), isHighest)), isHighest);
    highs = v128.bitselect(values, highs, isHighest);
  }
  let highest = f32x4.extract_lane(highs, 0);
  highest = max(highest, f32x4.extract_lane(highs, 1));
  highest = max(highest, f32x4.extract_lane(highs, 2));
  highest = max(highest, f32x4.extract_lane(highs, 3));
  const atHighest = v128.and(atHighs, f32x4.eq(highs, f32x4.splat(highest)));
  store<f32>(result, highest);
  store<i32>(result, sumOf(atHighest), 4);
  store<i32>(result, sumOf(present), 8);
}

function sumOf(lanes: v128): i32 {
  const first = i32x4.extract_lane(lanes, 0) + i32x4.extract_lane(lanes, 1);
  return first + i32x4.extract_lane(lanes, 2) + i32x4.extract_lane(lanes, 3);
}
