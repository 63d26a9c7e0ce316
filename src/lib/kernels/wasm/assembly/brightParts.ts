import { doubled } from './lanes';

/**
 * The kernel behind `BrightParts.find`: writes the first column of each part of a row of so many float32, and that after
 * its last, to `columns`, and says how many were written. Up to 12 bytes behind the row after it are read.
 */
export function brightParts(row: usize, width: i32, limits: usize, columns: usize): i32 {
  const stride = <usize>width * 4;
  const last = width - 1;
  const begin = columns;
  let isBright = true;
  store<i32>(columns, 0);
  columns += 4;
  for (let x = 1; x < last; x += 4) {
    const at = row + <usize>x * 4;
    const sums = f32x4.add(
      f32x4.add(columnSums(at - 4, stride), columnSums(at + 4, stride)),
      doubled(columnSums(at, stride))
    );
    const isDark = v128.and(
      f32x4.le(sums, v128.load(limits + <usize>x * 4)),
      f32x4.gt(sums, f32x4.splat(-Infinity))
    );
    const count = min(4, last - x);
    const dark = i32x4.bitmask(isDark) & ((1 << count) - 1);
    if (dark == (isBright ? 0 : 15)) continue;
    for (let lane = 0; lane < count; lane++) {
      if (((dark >> lane) & 1) != <i32>isBright) continue;
      isBright = !isBright;
      store<i32>(columns, x + lane);
      columns += 4;
    }
  }
  if (!isBright) {
    store<i32>(columns, last);
    columns += 4;
  }
  store<i32>(columns, width);
  return <i32>((columns + 4 - begin) >> 2);
}

/** Of four columns: the pixel above, twice that of the row, and that below. */
function columnSums(at: usize, stride: usize): v128 {
  return f32x4.add(f32x4.add(v128.load(at - stride), v128.load(at + stride)), doubled(v128.load(at)));
}
