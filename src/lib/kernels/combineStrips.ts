import { combine } from './combine';
import { newCombined, type Combined, type CombineOptions } from './combineOptions';
import { loadKernels } from './wasm/loadKernels';
import { StripsInWasm } from './wasm/StripsInWasm';

/** Reads the rows `y0 <= y < y1` of one frame into `out`, row-major, which may be of the memory of a WebAssembly module. */
export type RowReader = (y0: number, y1: number, out: Float32Array) => Promise<unknown>;

interface StripOptions extends CombineOptions {
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
export async function combineStrips(
  readers: readonly RowReader[],
  { width, height, budget = 2 ** 26, onRows, ...options }: StripOptions
): Promise<Combined> {
  const rows = Math.min(height, Math.floor(budget / (4 * width * readers.length)));
  if (!(rows >= 1))
    throw new RangeError(
      `one row of ${readers.length} frames of ${width} pixels takes more than ${budget} bytes`
    );
  const kernels = await loadKernels();
  const strips = kernels
    ? new StripsInWasm(kernels, readers.length, rows * width)
    : new PlainStrips(readers.length, rows * width);
  const combined = newCombined(width * height);
  for (let y0 = 0; y0 < height; y0 += rows) {
    const y1 = Math.min(y0 + rows, height);
    const pixels = (y1 - y0) * width;
    const views = strips.views(pixels);
    for (const [k, read] of readers.entries()) await read(y0, y1, views[k]);
    strips.combine(pixels, options, rowsOf(combined, y0 * width, y1 * width));
    onRows?.(y1);
  }
  return combined;
}

/** The strips of frames where there is no WebAssembly. */
class PlainStrips {
  readonly #strips: readonly Float32Array[];

  constructor(frames: number, pixels: number) {
    this.#strips = Array.from({ length: frames }, () => new Float32Array(pixels));
  }

  views(pixels: number): Float32Array[] {
    return this.#strips.map((strip) => strip.subarray(0, pixels));
  }

  combine(pixels: number, options: CombineOptions, out: Combined): void {
    combine(this.views(pixels), options, out);
  }
}

const rowsOf = ({ mean, std, coverage }: Combined, start: number, end: number): Combined => ({
  mean: mean.subarray(start, end),
  std: std.subarray(start, end),
  coverage: coverage.subarray(start, end)
});
