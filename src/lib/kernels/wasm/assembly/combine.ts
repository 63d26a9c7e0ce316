import { bessel2, highHalf, inverse2, singles, std2 } from './lanes';
import { sortEight } from './sortEight';

/** Pixels that are sorted together: a line of the processor's cache of each frame. */
const SLOTS = 16;
const SLOT_BYTES: usize = 4;
const BLOCK_BYTES: usize = 64;

/** The place of a method in `COMBINE_METHODS`. */
const enum Method {
  Mean,
  ClippedMean,
  Winsorised,
  Median,
  MinMax
}

/** Of the four pixels at hand: how many values there are, their sums, sums of squares, and so on. */
export const counts = memory.data(16, 16);
export const sums = memory.data(32, 16);
export const squares = memory.data(32, 16);
export const fourStds = memory.data(32, 16);
export const lows = memory.data(16, 16);
export const highs = memory.data(16, 16);

/** The pixels in the block to be sorted: which they are, and what was measured of them. */
const slotPixels = memory.data(64, 16);
const slotCounts = memory.data(64, 16);
const slotSums = memory.data(128, 16);
const slotSquares = memory.data(128, 16);
let slots: i32 = 0;

/** Set by `prepareCombine`. */
let method: i32;
export let frames: i32;
export let sigmaLow: f64;
export let sigmaHigh: f64;
let maxIterations: i32;
let network: usize;
let networkEnd: usize;
/** Where no value is missing, what `inverse2` and `bessel2` give. */
let inverse: f64;
let bessel: f64;
/** Set by `combine`. */
let sorted: usize;
let means: usize;
let stds: usize;
let coverages: usize;
let lowests: usize;
let highests: usize;

/**
 * How `combine` works from now on.
 * @param pairs of offsets into a block of `SLOTS` pixels, which put in order one after the other sort runs of eight
 * frames
 */
export function prepareCombine(
  methodIndex: i32,
  frameCount: i32,
  low: f64,
  high: f64,
  iterations: i32,
  pairs: usize,
  pairsEnd: usize
): void {
  method = methodIndex;
  frames = frameCount;
  inverse = 1 / <f64>frames;
  bessel = sqrt(<f64>frames / <f64>(frames - 1));
  sigmaLow = low;
  sigmaHigh = high;
  maxIterations = iterations;
  network = pairs;
  networkEnd = pairsEnd;
}

/**
 * The kernel behind `StripsInWasm`: combines `count` pixels of the frames at `source`, which are `stride` bytes
 * apart. The last pixels may end up to three later, in the frames and in the results.
 * @param scalings of each frame the scale and offset as float32 and the weight as float64
 * @param scratch 16 bytes a frame, and 64 a frame rounded up to eight
 * @param lowest of the values kept, and `highest` likewise
 */
export function combine(
  source: usize,
  stride: usize,
  count: i32,
  scalings: usize,
  scratch: usize,
  mean: usize,
  std: usize,
  coverage: usize,
  lowest: usize,
  highest: usize
): void {
  begin(scratch, mean, std, coverage, lowest, highest);
  for (let pixel = 0; pixel < count; pixel += 4, source += 16)
    combineFour(source, stride, scalings, scratch, pixel);
  settleSlots();
}

export function begin(
  scratch: usize,
  mean: usize,
  std: usize,
  coverage: usize,
  lowest: usize,
  highest: usize
): void {
  sorted = scratch + <usize>frames * 16;
  means = mean;
  stds = std;
  coverages = coverage;
  lowests = lowest;
  highests = highest;
}

export function combineFour(source: usize, stride: usize, scalings: usize, scratch: usize, pixel: i32): void {
  if (!measureFourFinite(source, stride, scalings, scratch)) measureFour(source, stride, scalings, scratch);
  storeFour(pixel);
  const unsettled = findUnsettled(scratch);
  if (!v128.any_true(unsettled)) return;
  takeSlots(scratch, i32x4.bitmask(unsettled), pixel);
}

/** Does what `measureFour` does, in less time, but only where no value is missing: false if one is. */
function measureFourFinite(source: usize, stride: usize, scalings: usize, values: usize): bool {
  let low = f32x4.splat(Infinity);
  let high = f32x4.splat(-Infinity);
  let sum01 = f64x2.splat(0);
  let sum23 = f64x2.splat(0);
  let squares01 = f64x2.splat(0);
  let squares23 = f64x2.splat(0);
  for (let end = values + <usize>frames * 16; values < end; values += 16, source += stride, scalings += 16) {
    const scaled = f32x4.mul(v128.load(source), v128.load32_splat(scalings));
    const value = f32x4.add(scaled, v128.load32_splat(scalings, 4));
    const value01 = f64x2.promote_low_f32x4(value);
    const value23 = f64x2.promote_low_f32x4(highHalf(value));
    v128.store(values, value);
    low = f32x4.pmin(low, value);
    high = f32x4.pmax(high, value);
    sum01 = f64x2.add(sum01, value01);
    sum23 = f64x2.add(sum23, value23);
    squares01 = f64x2.add(squares01, f64x2.mul(value01, value01));
    squares23 = f64x2.add(squares23, f64x2.mul(value23, value23));
  }
  // Doubles hold the sum of any finite singles: it is finite if all of them are.
  const reached = f64x2.abs(f64x2.add(sum01, sum23));
  if (!i64x2.all_true(f64x2.lt(reached, f64x2.splat(Infinity)))) return false;
  v128.store(counts, i32x4.splat(frames));
  v128.store(lows, low);
  v128.store(highs, high);
  v128.store(sums, sum01);
  v128.store(sums, sum23, 16);
  v128.store(squares, squares01);
  v128.store(squares, squares23, 16);
  return true;
}

/** Scales the values, those missing to positive infinity, and measures them. */
function measureFour(source: usize, stride: usize, scalings: usize, values: usize): void {
  const infinity = f32x4.splat(Infinity);
  let count = i32x4.splat(0);
  let low = infinity;
  let high = f32x4.neg(infinity);
  let sum01 = f64x2.splat(0);
  let sum23 = f64x2.splat(0);
  let squares01 = f64x2.splat(0);
  let squares23 = f64x2.splat(0);
  for (let end = values + <usize>frames * 16; values < end; values += 16, source += stride, scalings += 16) {
    const scaled = f32x4.mul(v128.load(source), v128.load32_splat(scalings));
    const value = f32x4.add(scaled, v128.load32_splat(scalings, 4));
    const isThere = f32x4.lt(f32x4.abs(value), infinity);
    const orInfinity = v128.bitselect(value, infinity, isThere);
    const orZero = v128.and(value, isThere);
    const value01 = f64x2.promote_low_f32x4(orZero);
    const value23 = f64x2.promote_low_f32x4(highHalf(orZero));
    v128.store(values, orInfinity);
    count = i32x4.sub(count, isThere);
    low = f32x4.pmin(low, orInfinity);
    high = f32x4.pmax(high, v128.bitselect(value, high, isThere));
    sum01 = f64x2.add(sum01, value01);
    sum23 = f64x2.add(sum23, value23);
    squares01 = f64x2.add(squares01, f64x2.mul(value01, value01));
    squares23 = f64x2.add(squares23, f64x2.mul(value23, value23));
  }
  v128.store(counts, count);
  v128.store(lows, low);
  v128.store(highs, high);
  v128.store(sums, sum01);
  v128.store(sums, sum23, 16);
  v128.store(squares, squares01);
  v128.store(squares, squares23, 16);
}

/** Stores what is true of the four pixels if no value has to go. */
export function storeFour(pixel: i32): void {
  const count = v128.load(counts);
  let inverse01 = f64x2.splat(inverse);
  let inverse23 = inverse01;
  let bessel01 = f64x2.splat(bessel);
  let bessel23 = bessel01;
  if (v128.any_true(i32x4.ne(count, i32x4.splat(frames)))) {
    inverse01 = inverse2(f64x2.convert_low_i32x4_s(count));
    inverse23 = inverse2(f64x2.convert_low_i32x4_s(highHalf(count)));
    bessel01 = bessel2(count);
    bessel23 = bessel2(highHalf(count));
  }
  const mean01 = f64x2.mul(v128.load(sums), inverse01);
  const mean23 = f64x2.mul(v128.load(sums, 16), inverse23);
  const std01 = std2(v128.load(squares), inverse01, mean01);
  const std23 = std2(v128.load(squares, 16), inverse23, mean23);
  const at = <usize>pixel * 4;
  v128.store(fourStds, std01);
  v128.store(fourStds, std23, 16);
  v128.store(means + at, singles(mean01, mean23));
  v128.store(stds + at, singles(f64x2.mul(std01, bessel01), f64x2.mul(std23, bessel23)));
  v128.store64_lane(coverages + at / 2, i16x8.narrow_i32x4_u(count, count), 0);
  v128.store(lowests + at, v128.load(lows));
  v128.store(highests + at, v128.load(highs));
}

/**
 * The pixels of which a value may have to go, or which need an order. A clipped mean needs none where so few values
 * are further than the limit from the highest that the median is not among them, and likewise from the lowest.
 */
function findUnsettled(values: usize): v128 {
  if (method != Method.ClippedMean) return i32x4.splat(method == Method.Mean ? 0 : -1);
  const count = v128.load(counts);
  const farBelow = limit(v128.load(highs), -sigmaHigh);
  const farAbove = limit(v128.load(lows), sigmaLow);
  let below = i32x4.splat(0);
  let notAbove = i32x4.splat(0);
  for (let end = values + <usize>frames * 16; values < end; values += 16) {
    const value = v128.load(values);
    below = i32x4.sub(below, f32x4.le(value, farBelow));
    notAbove = i32x4.sub(notAbove, f32x4.lt(value, farAbove));
  }
  const half = i32x4.shr_s(i32x4.sub(count, i32x4.splat(1)), 1);
  const above = i32x4.sub(count, notAbove);
  return v128.or(i32x4.gt_s(below, half), i32x4.gt_s(above, half));
}

/** Puts those of the four pixels whose bit is set where they are sorted. */
export function takeSlots(values: usize, bits: i32, pixel: i32): void {
  for (let lane = 0; lane < 4; lane++) if ((bits >> lane) & 1) takeSlot(values, lane, pixel + lane);
}

function takeSlot(values: usize, lane: i32, pixel: i32): void {
  const slot = <usize>slots;
  store<i32>(slotPixels + 4 * slot, pixel);
  store<i32>(slotCounts + 4 * slot, load<i32>(counts + 4 * <usize>lane));
  store<f64>(slotSums + 8 * slot, load<f64>(sums + 8 * <usize>lane));
  store<f64>(slotSquares + 8 * slot, load<f64>(squares + 8 * <usize>lane));
  let target = sorted + SLOT_BYTES * slot;
  let source = values + 4 * <usize>lane;
  for (let k = 0; k < frames; k++, source += 16, target += BLOCK_BYTES) store<f32>(target, load<f32>(source));
  if (++slots == SLOTS) settleSlots();
}

export function settleSlots(): void {
  sortBlock();
  for (let slot: usize = 0; slot < <usize>slots; slot++) settle(slot);
  slots = 0;
}

function sortBlock(): void {
  const end = sorted + <usize>frames * BLOCK_BYTES;
  const paddedEnd = sorted + <usize>((frames + 7) & ~7) * BLOCK_BYTES;
  for (let at = end; at < paddedEnd; at += 16) v128.store(at, f32x4.splat(Infinity));
  for (let eight = sorted; eight < end; eight += 8 * BLOCK_BYTES)
    for (let at: usize = 0; at < BLOCK_BYTES; at += 16) sortEight(eight + at, BLOCK_BYTES);
  for (let pair = network; pair < networkEnd; pair += 8)
    putInOrder(sorted + load<u32>(pair), sorted + load<u32>(pair, 4));
}

function putInOrder(low: usize, high: usize): void {
  for (let at: usize = 0; at < BLOCK_BYTES; at += 16) {
    const a = v128.load(low + at);
    const b = v128.load(high + at);
    v128.store(low + at, f32x4.pmin(a, b));
    v128.store(high + at, f32x4.pmax(a, b));
  }
}

/** As `combineValues` does. */
function settle(slot: usize): void {
  const values = sorted + SLOT_BYTES * slot;
  let start: i32 = 0;
  let end = load<i32>(slotCounts + 4 * slot);
  let sum = load<f64>(slotSums + 8 * slot);
  let square = load<f64>(slotSquares + 8 * slot);
  const rounds = method == Method.Median ? 0 : method == Method.MinMax ? 1 : maxIterations;
  for (let round = 0; round < rounds; round++) {
    let first = start;
    let last = end;
    if (method == Method.MinMax) {
      if (end > 2) {
        first++;
        last--;
      }
    } else {
      const median = medianOf(values, start, end);
      const variance =
        method == Method.Winsorised
          ? winsorisedVariance(values, start, end, median, varianceOf(sum, square, end - start))
          : varianceOf(sum, square, end - start);
      const low = sigmaLow * sigmaLow * variance;
      const high = sigmaHigh * sigmaHigh * variance;
      while (first < last && isFurther(median - valueAt(values, first), low)) first++;
      while (first < last && isFurther(valueAt(values, last - 1) - median, high)) last--;
    }
    if ((first == start && last == end) || first == last) break;
    start = first;
    end = last;
    sum = 0;
    square = 0;
    for (let k = start; k < end; k++) {
      const value = valueAt(values, k);
      sum += value;
      square += value * value;
    }
  }
  const count = end - start;
  if (count == 0) return;
  const at = <usize>load<i32>(slotPixels + 4 * slot) * 4;
  const mean = method == Method.Median ? medianOf(values, start, end) : sum * (1 / <f64>count);
  store<f32>(means + at, <f32>mean);
  store<f32>(stds + at, <f32>(sqrt(varianceOf(sum, square, count)) * sqrt(<f64>count / <f64>(count - 1))));
  store<u16>(coverages + at / 2, <u16>count);
  store<f32>(lowests + at, <f32>valueAt(values, start));
  store<f32>(highests + at, <f32>valueAt(values, end - 1));
}

/** Huber's: the variance of what is drawn in to 1.5 sigma, until it changes no more. */
function winsorisedVariance(values: usize, start: i32, end: i32, median: f64, variance: f64): f64 {
  for (let round = 0; round < 20; round++) {
    const std = sqrt(variance);
    const low = median - 1.5 * std;
    const high = median + 1.5 * std;
    let sum: f64 = 0;
    let square: f64 = 0;
    for (let k = start; k < end; k++) {
      const value = min(max(valueAt(values, k), low), high);
      sum += value;
      square += value * value;
    }
    variance = 1.134 * 1.134 * varianceOf(sum, square, end - start);
    if (abs(sqrt(variance) - std) <= 0.0005 * std) break;
  }
  return variance;
}

function valueAt(values: usize, k: i32): f64 {
  return <f64>load<f32>(values + <usize>k * BLOCK_BYTES);
}

function medianOf(values: usize, start: i32, end: i32): f64 {
  if (start == end) return NaN;
  return (valueAt(values, (start + end - 1) >> 1) + valueAt(values, (start + end) >> 1)) / 2;
}

function varianceOf(sum: f64, square: f64, count: i32): f64 {
  const inverse = 1 / <f64>count;
  const mean = sum * inverse;
  return max<f64>(0, square * inverse - mean * mean);
}

function isFurther(distance: f64, squaredLimit: f64): bool {
  return distance > 0 && distance * distance > squaredLimit;
}

function limit(from: v128, sigma: f64): v128 {
  const sigmas = f64x2.splat(sigma);
  const limit01 = f64x2.add(f64x2.promote_low_f32x4(from), f64x2.mul(sigmas, v128.load(fourStds)));
  const limit23 = f64x2.add(
    f64x2.promote_low_f32x4(highHalf(from)),
    f64x2.mul(sigmas, v128.load(fourStds, 16))
  );
  return singles(limit01, limit23);
}
