import { combine } from './combine';
import { newCombined, type Combined, type CombineOptions } from './combineOptions';
import { lendRoom } from '../wasm/lendRoom';
import { loadKernels } from '../wasm/loadKernels';
import { StripsInWasm } from './StripsInWasm';

/** Reads the rows `y0 <= y < y1` of one frame into `out`, row-major; `out` may lie in the memory of a WebAssembly module. */
export type RowReader = (y0: number, y1: number, out: Float32Array) => Promise<unknown>;

/** Rows of a frame as FITS stores them: big-endian 16-bit integers, which are the values minus `zero`. */
export interface IntegerRows {
  /** A whole number of at most 65536 in magnitude. */
  readonly zero: number;
  readonly read: (y0: number, y1: number, out: Uint8Array) => Promise<unknown>;
}

interface StripOptions extends CombineOptions {
  readonly width: number;
  readonly height: number;
  /** Maximum number of bytes for the rows in memory, over all frames. Default 64 MiB. */
  readonly budget?: number;
  /** The same frames, if all are stored like this: the fastest way to a clipped mean of unscaled, unweighted frames. */
  readonly integers?: readonly IntegerRows[];
  /** Called after each strip with the number of rows done so far. */
  readonly onRows?: (rows: number) => void;
}

/**
 * Combines any number of frames, with only a strip of rows of each in memory at a time. The results, 10 bytes per pixel of
 * the whole frame, come on top of the budget.
 * @throws RangeError like `combine`, or if one row of every frame exceeds the budget
 * @throws whatever a reader throws
 */
export async function combineStrips(
  readers: readonly RowReader[],
  { width, height, budget = 2 ** 26, integers, onRows, ...options }: StripOptions
): Promise<Combined> {
  const rows = Math.min(height, Math.floor(budget / (4 * width * readers.length)));
  if (!(rows >= 1))
    throw new RangeError(
      `One row of ${readers.length} frames, each ${width} pixels wide, takes more than ${budget} bytes`
    );
  const frames = readers.length;
  return lendRoom(await loadKernels(), async (kernels) => {
    const stored =
      kernels && integers && canCombineStored(integers, frames, options)
        ? new StripsInWasm(kernels, frames, rows * width, integers[0].zero)
        : null;
    const strips =
      stored ??
      (kernels ? new StripsInWasm(kernels, frames, rows * width) : new PlainStrips(frames, rows * width));
    const combined = newCombined(width * height);
    for (let y0 = 0; y0 < height; y0 += rows) {
      const y1 = Math.min(y0 + rows, height);
      const pixels = (y1 - y0) * width;
      if (stored) {
        const views = stored.storedViews(pixels);
        for (const [k, { read }] of integers!.entries()) await read(y0, y1, views[k]);
      } else {
        const views = strips.views(pixels);
        for (const [k, read] of readers.entries()) await read(y0, y1, views[k]);
      }
      strips.combine(pixels, options, rowsOf(combined, y0 * width, y1 * width));
      onRows?.(y1);
    }
    return combined;
  });
}

/** False where a sum would not be an integer, or would be too large for the kernel to be exact. */
function canCombineStored(
  integers: readonly IntegerRows[],
  frames: number,
  options: CombineOptions
): boolean {
  const { method, scales = [], offsets = [], weights = [] } = options;
  return (
    method === 'clippedMean' &&
    integers.length === frames &&
    frames < 2 ** 15 &&
    integers.every(
      ({ zero }) => zero === integers[0].zero && Number.isInteger(zero) && Math.abs(zero) <= 65536
    ) &&
    scales.every((scale) => scale === 1) &&
    offsets.every((offset) => offset === 0) &&
    new Set(weights).size <= 1
  );
}

/** Strips of frames without WebAssembly. */
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
