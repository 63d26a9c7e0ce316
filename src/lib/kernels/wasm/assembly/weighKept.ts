import { bessel2, highHalf, inverse2, singles, std2 } from './lanes';

/**
 * The weighted means of the values that `combine` kept, and their standard deviation, in place of the plain ones.
 */
export function weighKept(
  source: usize,
  stride: usize,
  frames: i32,
  count: i32,
  scalings: usize,
  mean: usize,
  std: usize,
  lowest: usize,
  highest: usize
): void {
  for (let pixel = 0; pixel < count; pixel += 4, source += 16) {
    const at = <usize>pixel * 4;
    const low = v128.load(lowest + at);
    const high = v128.load(highest + at);
    let kept = i32x4.splat(0);
    let weight01 = f64x2.splat(0);
    let weight23 = f64x2.splat(0);
    let sum01 = f64x2.splat(0);
    let sum23 = f64x2.splat(0);
    let squares01 = f64x2.splat(0);
    let squares23 = f64x2.splat(0);
    let frame = source;
    for (
      let scaling = scalings, end = scalings + <usize>frames * 16;
      scaling < end;
      scaling += 16, frame += stride
    ) {
      const scaled = f32x4.mul(v128.load(frame), v128.load32_splat(scaling));
      const value = f32x4.add(scaled, v128.load32_splat(scaling, 4));
      const isKept = v128.and(f32x4.ge(value, low), f32x4.le(value, high));
      const orZero = v128.and(value, isKept);
      const weight = v128.load64_splat(scaling, 8);
      const w01 = v128.and(weight, v128.shuffle<u32>(isKept, isKept, 0, 0, 1, 1));
      const w23 = v128.and(weight, v128.shuffle<u32>(isKept, isKept, 2, 2, 3, 3));
      const value01 = f64x2.promote_low_f32x4(orZero);
      const value23 = f64x2.promote_low_f32x4(highHalf(orZero));
      const weighted01 = f64x2.mul(w01, value01);
      const weighted23 = f64x2.mul(w23, value23);
      kept = i32x4.sub(kept, isKept);
      weight01 = f64x2.add(weight01, w01);
      weight23 = f64x2.add(weight23, w23);
      sum01 = f64x2.add(sum01, weighted01);
      sum23 = f64x2.add(sum23, weighted23);
      squares01 = f64x2.add(squares01, f64x2.mul(weighted01, value01));
      squares23 = f64x2.add(squares23, f64x2.mul(weighted23, value23));
    }
    const inverse01 = inverse2(weight01);
    const inverse23 = inverse2(weight23);
    const mean01 = f64x2.mul(sum01, inverse01);
    const mean23 = f64x2.mul(sum23, inverse23);
    const std01 = f64x2.mul(std2(squares01, inverse01, mean01), bessel2(kept));
    const std23 = f64x2.mul(std2(squares23, inverse23, mean23), bessel2(highHalf(kept)));
    v128.store(mean + at, singles(mean01, mean23));
    v128.store(std + at, singles(std01, std23));
  }
}
