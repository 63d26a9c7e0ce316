import type { RowReader } from '../../kernels/combineStrips';

/** Rows as `combineStrips` wants them, of what reads the rows `y0 <= y < y1`. */
export const rowReader =
  (read: (y0: number, y1: number) => Promise<Float32Array>): RowReader =>
  async (y0, y1, out) =>
    out.set(await read(y0, y1));
