import type { Footprints } from './findFootprints';

/** A straight bar, in pixels. */
export interface Bar {
  readonly x: number;
  readonly y: number;
  /** Number of pixels. */
  readonly pixels: number;
  readonly length: number;
  /** Length divided by width. */
  readonly ratio: number;
  /** Direction, radians from +x towards +y, above -pi/2 and up to pi/2. */
  readonly theta: number;
}

/** Largest angle from an axis, radians. */
const ALONG_AXIS = 1.5 * (Math.PI / 180);

/** The bar with the same second moments as footprint `i`. */
export function barLike({ offsets, rows, starts, ends }: Footprints, i: number): Bar {
  const [x0, y0] = [starts[offsets[i]], rows[offsets[i]]];
  let [count, sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0, 0];
  for (let run = offsets[i]; run < offsets[i + 1]; run++) {
    const y = rows[run] - y0;
    for (let x = starts[run] - x0; x < ends[run] - x0; x++) {
      count++;
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
      syy += y * y;
    }
  }
  const xx = sxx / count - (sx / count) ** 2 + 1 / 12;
  const yy = syy / count - (sy / count) ** 2 + 1 / 12;
  const xy = sxy / count - (sx * sy) / count ** 2;
  const half = Math.hypot((xx - yy) / 2, xy);
  const longest = (xx + yy) / 2 + half;
  const shortest = (xx + yy) / 2 - half;
  return {
    x: x0 + sx / count,
    y: y0 + sy / count,
    pixels: count,
    length: Math.sqrt(12 * longest),
    ratio: Math.sqrt(longest / shortest),
    theta: Math.atan2(2 * xy, xx - yy) / 2
  };
}

/** Whether a bar runs along the rows or columns, as bleeding charge and bad columns do. */
export const isAlongAxis = ({ theta }: Bar): boolean =>
  Math.abs(theta - (Math.PI / 2) * Math.round(theta / (Math.PI / 2))) <= ALONG_AXIS;
