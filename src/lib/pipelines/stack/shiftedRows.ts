import type { RowReader } from '../../kernels/calibration/combineStrips';
import type { AlignedFrame } from './alignFrames';

/** Rows of `fieldWidth` pixels, the first of which is pixel (left, top) of a frame; NaN where that shows nothing. */
export function shiftedRows(
  { frame: { width, height }, read }: AlignedFrame,
  left: number,
  top: number,
  fieldWidth: number
): RowReader {
  const start = Math.max(0, -left);
  const end = Math.min(fieldWidth, width - left);
  return async (y0, y1, out) => {
    const first = Math.min(Math.max(y0 + top, 0), height);
    const last = Math.min(Math.max(y1 + top, first), height);
    if (fieldWidth === width && left === 0 && last - first === y1 - y0) {
      await read(first, last, out);
      return;
    }
    const rows = await read(first, last);
    out.fill(NaN);
    if (start >= end) return;
    for (let y = first; y < last; y++) {
      const from = (y - first) * width + left;
      out.set(rows.subarray(from + start, from + end), (y - top - y0) * fieldWidth + start);
    }
  };
}
