import { combine } from './combine';
import { newCombined, type Combined, type CombineOptions } from './combineOptions';
import { combineInWasm } from './wasm/combineInWasm';
import { loadKernels } from './wasm/loadKernels';

/** Reads the rows `y0 <= y < y1` of one frame into `out`, row-major. */
export type RowReader = (y0: number, y1: number, out: Float32Array) => Promise<void>;

interface Strips extends CombineOptions {
  readonly width: number;
  readonly height: number;
  /** Bytes that the rows in memory may take, of all frames together; 64 MiB unless said otherwise. */
  readonly budget?: number;
  /** Told after every strip how many rows are done. */
  readonly onRows?: (rows: number) => void;
}

/**
 * Combines frames of which no more than a strip of rows is in memory, however many they are. The results of all rows,
 * 10 bytes a pixel, come on top of the budget.
 * @throws RangeError as `combine`, or if one row of every frame is more than the budget
 * @throws whatever a reader throws
 */
export async function combineStrips(readers: readonly RowReader[], strips: Strips): Promise<Combined> {
  const { width, height, budget = 2 ** 26, onRows, ...options } = strips;
  const rows = Math.min(height, Math.floor(budget / (4 * width * readers.length)));
  if (!(rows >= 1))
    throw new RangeError(
      `one row of ${readers.length} frames of ${width} pixels takes more than ${budget} bytes`
    );
  const kernels = await loadKernels();
  const buffers = readers.map(() => new Float32Array(rows * width));
  const combined = newCombined(width * height);
  for (let y0 = 0; y0 < height; y0 += rows) {
    const y1 = Math.min(y0 + rows, height);
    const frames = buffers.map((buffer) => buffer.subarray(0, (y1 - y0) * width));
    for (const [k, read] of readers.entries()) await read(y0, y1, frames[k]);
    const out = rowsOf(combined, y0 * width, y1 * width);
    if (kernels) combineInWasm(kernels, frames, options, out);
    else combine(frames, options, out);
    onRows?.(y1);
  }
  return combined;
}

const rowsOf = ({ mean, std, coverage }: Combined, start: number, end: number): Combined => ({
  mean: mean.subarray(start, end),
  std: std.subarray(start, end),
  coverage: coverage.subarray(start, end)
});
