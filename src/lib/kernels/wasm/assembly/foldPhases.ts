/**
 * The kernel behind `phaseFoldInWasm`: adds both numbers of each point to the bin of its phase, from the bin 1 on. Pairs
 * of points are as in `PhaseFold`.
 */
export function foldPhases(points: usize, end: usize, frequency: f64, binsPerPeriod: f64, bins: usize): void {
  const frequencies = f64x2.splat(frequency);
  const perPeriod = f64x2.splat(binsPerPeriod);
  const one = f64x2.splat(1);
  for (; points < end; points += 48) {
    const cycles = f64x2.mul(v128.load(points), frequencies);
    const phases = f64x2.sub(cycles, f64x2.floor(cycles));
    const places = i32x4.trunc_sat_f64x2_s_zero(f64x2.add(f64x2.mul(phases, perPeriod), one));
    const offsets = i32x4.shl(places, 4);
    const bin = bins + <usize>i32x4.extract_lane(offsets, 0);
    v128.store(bin, f64x2.add(v128.load(bin), v128.load(points, 16)));
    const nextBin = bins + <usize>i32x4.extract_lane(offsets, 1);
    v128.store(nextBin, f64x2.add(v128.load(nextBin), v128.load(points, 32)));
  }
}
