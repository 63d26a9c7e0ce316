import {
  begin,
  combineFour,
  counts,
  fourStds,
  frames,
  highs,
  lows,
  settleSlots,
  sigmaHigh,
  sigmaLow,
  squares,
  storeFour,
  sums,
  takeSlots
} from './combine';
import { highHalf } from './lanes';

/** Of eight pixels: the value in the first frame, and of what is left without it the sums and sums of squares. */
const pivots = memory.data(16, 16);
const leasts = memory.data(16, 16);
const mosts = memory.data(16, 16);
const differences = memory.data(32, 16);
const differenceSquares = memory.data(32, 16);
/** No rounding of a limit is as large, and no two integers as near. */
const MARGIN: f64 = 1e-3;

/**
 * Does for a clipped mean what `combine` does, eight pixels at a time, where all frames are big-endian integers of 16
 * bits to which `zero` is added. Sums of integers are exact, whatever the order. Where the frames differ too much for
 * 32 bits, `combine` does four pixels.
 * @param scalings that change nothing
 * @param stored 16 bytes a frame
 */
export function combineIntegers(
  source: usize,
  stride: usize,
  count: i32,
  zero: i32,
  scalings: usize,
  scratch: usize,
  stored: usize,
  mean: usize,
  std: usize,
  coverage: usize,
  lowest: usize,
  highest: usize
): void {
  begin(scratch, mean, std, coverage, lowest, highest);
  const widest = <i32>sqrt(2147483647 / <f64>frames);
  for (let pixel = 0; pixel < count; pixel += 8, source += 16) {
    measureEight(source, stride, stored);
    const range = i16x8.sub(v128.load(mosts), v128.load(leasts));
    const isNarrow = !v128.any_true(i16x8.gt_u(range, i16x8.splat(<i16>min(widest, 32767))));
    let unsettled = 255;
    if (isNarrow) {
      takeHalf(0, zero);
      storeFour(pixel);
      const below = farBelow(zero);
      const above = farAbove(zero);
      takeHalf(1, zero);
      storeFour(pixel + 4);
      unsettled = findUnsettled(
        stored,
        i16x8.narrow_i32x4_s(below, farBelow(zero)),
        i16x8.narrow_i32x4_s(above, farAbove(zero))
      );
    }
    for (let half = 0; half < 2; half++, unsettled >>= 4) {
      if ((unsettled & 15) == 0) continue;
      toSingles(stored, half, zero, scratch);
      if (isNarrow) {
        takeHalf(half, zero);
        takeSlots(scratch, unsettled & 15, pixel + 4 * half);
      } else combineFour(scratch, 16, scalings, scratch, pixel + 4 * half);
    }
  }
  settleSlots();
}

/** Frames go in pairs, whose products are added up at once. */
function measureEight(source: usize, stride: usize, stored: usize): void {
  const ones = i16x8.splat(1);
  const count = frames;
  const pivot = swap16(v128.load(source));
  let least = pivot;
  let most = pivot;
  let sumLow = i32x4.splat(0);
  let sumHigh = sumLow;
  let squaresLow = sumLow;
  let squaresHigh = sumLow;
  for (let frame = 0; frame < count; frame += 2) {
    const a = swap16(v128.load(source));
    const b = frame + 1 < count ? swap16(v128.load(source + stride)) : pivot;
    v128.store(stored, a);
    v128.store(stored, b, 16);
    least = i16x8.min_s(least, i16x8.min_s(a, b));
    most = i16x8.max_s(most, i16x8.max_s(a, b));
    const fromA = i16x8.sub(a, pivot);
    const fromB = i16x8.sub(b, pivot);
    const low = v128.shuffle<u16>(fromA, fromB, 0, 8, 1, 9, 2, 10, 3, 11);
    const high = v128.shuffle<u16>(fromA, fromB, 4, 12, 5, 13, 6, 14, 7, 15);
    sumLow = i32x4.add(sumLow, i32x4.dot_i16x8_s(low, ones));
    sumHigh = i32x4.add(sumHigh, i32x4.dot_i16x8_s(high, ones));
    squaresLow = i32x4.add(squaresLow, i32x4.dot_i16x8_s(low, low));
    squaresHigh = i32x4.add(squaresHigh, i32x4.dot_i16x8_s(high, high));
    source += 2 * stride;
    stored += 32;
  }
  v128.store(pivots, pivot);
  v128.store(leasts, least);
  v128.store(mosts, most);
  v128.store(differences, sumLow);
  v128.store(differences, sumHigh, 16);
  v128.store(differenceSquares, squaresLow);
  v128.store(differenceSquares, squaresHigh, 16);
}

/** Four of the eight pixels, as `storeFour` wants them. */
function takeHalf(half: i32, zero: i32): void {
  const at = (<usize>half) << 4;
  const zeros = i32x4.splat(zero);
  const pivot = i32x4.add(halfOf(pivots, half), zeros);
  const difference = v128.load(differences + at);
  const square = v128.load(differenceSquares + at);
  v128.store(counts, i32x4.splat(frames));
  v128.store(lows, f32x4.convert_i32x4_s(i32x4.add(halfOf(leasts, half), zeros)));
  v128.store(highs, f32x4.convert_i32x4_s(i32x4.add(halfOf(mosts, half), zeros)));
  takeSums(0, pivot, difference, square);
  takeSums(16, highHalf(pivot), highHalf(difference), highHalf(square));
}

/** From the first two of four lanes: sum v = n p + sum d, and sum v^2 = n p^2 + 2 p sum d + sum d^2. */
function takeSums(at: usize, pivot: v128, difference: v128, square: v128): void {
  const p = f64x2.convert_low_i32x4_s(pivot);
  const d = f64x2.convert_low_i32x4_s(difference);
  const all = f64x2.mul(f64x2.splat(<f64>frames), p);
  const sum = f64x2.add(all, d);
  v128.store(sums + at, sum);
  const products = f64x2.mul(p, f64x2.add(sum, d));
  v128.store(squares + at, f64x2.add(products, f64x2.convert_low_i32x4_s(square)));
}

/** The highest stored integers that are further than the limit from the highest of the four pixels. */
function farBelow(zero: i32): v128 {
  const high = f32x4.sub(v128.load(highs), f32x4.splat(<f32>zero));
  const sigma = f64x2.splat(sigmaHigh);
  const far01 = f64x2.sub(f64x2.promote_low_f32x4(high), f64x2.mul(sigma, v128.load(fourStds)));
  const far23 = f64x2.sub(f64x2.promote_low_f32x4(highHalf(high)), f64x2.mul(sigma, v128.load(fourStds, 16)));
  const margin = f64x2.splat(MARGIN);
  return integers(f64x2.floor(f64x2.add(far01, margin)), f64x2.floor(f64x2.add(far23, margin)));
}

/** The lowest that are further from the lowest. */
function farAbove(zero: i32): v128 {
  const low = f32x4.sub(v128.load(lows), f32x4.splat(<f32>zero));
  const sigma = f64x2.splat(sigmaLow);
  const far01 = f64x2.add(f64x2.promote_low_f32x4(low), f64x2.mul(sigma, v128.load(fourStds)));
  const far23 = f64x2.add(f64x2.promote_low_f32x4(highHalf(low)), f64x2.mul(sigma, v128.load(fourStds, 16)));
  const margin = f64x2.splat(MARGIN);
  return integers(f64x2.ceil(f64x2.sub(far01, margin)), f64x2.ceil(f64x2.sub(far23, margin)));
}

/** As `findUnsettled` of `combine`, a bit for each of the eight pixels. */
function findUnsettled(stored: usize, below: v128, above: v128): i32 {
  let countBelow = i16x8.splat(0);
  let countAbove = i16x8.splat(0);
  for (let end = stored + <usize>frames * 16; stored < end; stored += 16) {
    const value = v128.load(stored);
    countBelow = i16x8.sub(countBelow, i16x8.le_s(value, below));
    countAbove = i16x8.sub(countAbove, i16x8.ge_s(value, above));
  }
  const half = i16x8.splat(<i16>((frames - 1) >> 1));
  return i16x8.bitmask(v128.or(i16x8.gt_s(countBelow, half), i16x8.gt_s(countAbove, half)));
}

/** Four of the eight stored integers of each frame as float32, one vector a frame. */
function toSingles(stored: usize, half: i32, zero: i32, values: usize): void {
  const zeros = i32x4.splat(zero);
  for (let end = stored + <usize>frames * 16; stored < end; stored += 16, values += 16)
    v128.store(values, f32x4.convert_i32x4_s(i32x4.add(halfOf(stored, half), zeros)));
}

function halfOf(eight: usize, half: i32): v128 {
  return v128.load_ext<i16>(eight + ((<usize>half) << 3));
}

function integers(low: v128, high: v128): v128 {
  return v128.shuffle<u64>(i32x4.trunc_sat_f64x2_s_zero(low), i32x4.trunc_sat_f64x2_s_zero(high), 0, 2);
}

/** Shifts are faster than a shuffle. */
function swap16(bytes: v128): v128 {
  return v128.or(i16x8.shl(bytes, 8), i16x8.shr_u(bytes, 8));
}
