/**
 * The kernel behind `decodePixelsInWasm`: `count` pixels at `source` become as many float32 at `target`.
 * The vectors of the last pixels may end up to 16 pixels later, in both places.
 */
export function decodePixels(
  bitpix: i32,
  source: usize,
  target: usize,
  count: i32,
  zero: f64,
  scale: f64,
  blank: i64,
  hasBlank: bool
): void {
  // No stored integer equals NaN.
  const nothing = hasBlank ? <f64>blank : NaN;
  switch (bitpix) {
    case 8:
      return decodeUint8(source, target, count, zero, scale, nothing);
    case 16:
      return decodeInt16(source, target, count, zero, scale, nothing);
    case 32:
      return decodeInt32(source, target, count, zero, scale, nothing);
    case 64:
      return decodeInt64(source, target, count, zero, scale, blank, hasBlank);
    case -32:
      if (zero == 0 && scale == 1) return swapFloat32(source, target, count);
      return decodeFloat32(source, target, count, zero, scale);
    case -64:
      return decodeFloat64(source, target, count, zero, scale);
    default:
      unreachable();
  }
}

function decodeUint8(source: usize, target: usize, count: i32, zero: f64, scale: f64, blank: f64): void {
  const isExact = hasExactSums(zero, scale);
  for (let i = 0; i < count; i += 8, source += 8, target += 32) {
    const stored = v128.load_ext<u8>(source);
    storeSmallIntegers(target, i32x4.extend_low_i16x8_s(stored), isExact, zero, scale, blank);
    storeSmallIntegers(target + 16, i32x4.extend_high_i16x8_s(stored), isExact, zero, scale, blank);
  }
}

function decodeInt16(source: usize, target: usize, count: i32, zero: f64, scale: f64, blank: f64): void {
  const isExact = hasExactSums(zero, scale);
  for (let i = 0; i < count; i += 8, source += 16, target += 32) {
    const bytes = v128.load(source);
    const stored = v128.shuffle<u8>(bytes, bytes, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
    storeSmallIntegers(target, i32x4.extend_low_i16x8_s(stored), isExact, zero, scale, blank);
    storeSmallIntegers(target + 16, i32x4.extend_high_i16x8_s(stored), isExact, zero, scale, blank);
  }
}

function decodeInt32(source: usize, target: usize, count: i32, zero: f64, scale: f64, blank: f64): void {
  for (let i = 0; i < count; i += 4, source += 16, target += 16)
    storeIntegers(target, swap32(v128.load(source)), zero, scale, blank);
}

/** In halves, and in the order of the plain twin, as a double cannot hold the stored value. */
function decodeInt64(
  source: usize,
  target: usize,
  count: i32,
  zero: f64,
  scale: f64,
  blank: i64,
  hasBlank: bool
): void {
  for (let i = 0; i < count; i++, source += 8, target += 4) {
    const stored = bswap(load<i64>(source));
    const physical = <f64>(stored >> 32) * 4294967296 * scale + zero + <f64>(<u32>stored) * scale;
    store<f32>(target, hasBlank && stored == blank ? f32.NaN : <f32>physical);
  }
}

function swapFloat32(source: usize, target: usize, count: i32): void {
  for (let i = 0; i < count; i += 4, source += 16, target += 16)
    v128.store(target, swap32(v128.load(source)));
}

function decodeFloat32(source: usize, target: usize, count: i32, zero: f64, scale: f64): void {
  for (let i = 0; i < count; i += 4, source += 16, target += 16) {
    const stored = swap32(v128.load(source));
    const low = f64x2.promote_low_f32x4(stored);
    const high = f64x2.promote_low_f32x4(highHalf(stored));
    storeSingles(target, physical(low, zero, scale), physical(high, zero, scale));
  }
}

function decodeFloat64(source: usize, target: usize, count: i32, zero: f64, scale: f64): void {
  for (let i = 0; i < count; i += 4, source += 32, target += 16) {
    const low = swap64(v128.load(source));
    const high = swap64(v128.load(source, 16));
    storeSingles(target, physical(low, zero, scale), physical(high, zero, scale));
  }
}

/** Whether float32 holds the sum of `zero` and any integer of 16 bits, so that it need not be made in doubles. */
function hasExactSums(zero: f64, scale: f64): bool {
  return scale == 1 && nearest(zero) == zero && abs(zero) <= 8388608;
}

/** Four integers of at most 16 bits. */
function storeSmallIntegers(
  target: usize,
  stored: v128,
  isExact: bool,
  zero: f64,
  scale: f64,
  blank: f64
): void {
  if (!isExact) return storeIntegers(target, stored, zero, scale, blank);
  const values = f32x4.convert_i32x4_s(stored);
  const sums = f32x4.add(values, f32x4.splat(<f32>zero));
  const isBlank = f32x4.eq(values, f32x4.splat(<f32>blank));
  v128.store(target, v128.bitselect(f32x4.splat(f32.NaN), sums, isBlank));
}

function storeIntegers(target: usize, stored: v128, zero: f64, scale: f64, blank: f64): void {
  const low = f64x2.convert_low_i32x4_s(stored);
  const high = f64x2.convert_low_i32x4_s(highHalf(stored));
  storeSingles(
    target,
    v128.bitselect(f64x2.splat(NaN), physical(low, zero, scale), f64x2.eq(low, f64x2.splat(blank))),
    v128.bitselect(f64x2.splat(NaN), physical(high, zero, scale), f64x2.eq(high, f64x2.splat(blank)))
  );
}

function physical(stored: v128, zero: f64, scale: f64): v128 {
  return f64x2.add(f64x2.splat(zero), f64x2.mul(f64x2.splat(scale), stored));
}

function storeSingles(target: usize, low: v128, high: v128): void {
  const singles = v128.shuffle<u64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
  v128.store(target, singles);
}

function highHalf(lanes: v128): v128 {
  return v128.shuffle<u64>(lanes, lanes, 1, 1);
}

function swap32(bytes: v128): v128 {
  return v128.shuffle<u8>(bytes, bytes, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}

function swap64(bytes: v128): v128 {
  return v128.shuffle<u8>(bytes, bytes, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8);
}
