import { combine } from './combine';
import { newCombined, type Combined, type CombineOptions } from './combineOptions';
import { lendRoom } from '../wasm/lendRoom';
import { loadKernels } from '../wasm/loadKernels';
import { StripsInWasm } from './StripsInWasm';

/** Reads the rows `y0 <= y < y1` of one frame into `out`, row-major, which may be of the memory of a WebAssembly module. */
export type RowReader = (y0: number, y1: number, out: Float32Array) => Promise<unknown>;

/** Rows of a frame as FITS stores them: big-endian integers of 16 bits, which are the values less `zero`. */
export interface IntegerRows {
  /** A whole number, not beyond 65536. */
  readonly zero: number;
  readonly read: (y0: number, y1: number, out: Uint8Array) => Promise<unknown>;
}

interface StripOptions extends CombineOptions {
  readonly width: number;
  readonly height: number;
  /** Bytes that the rows in memory may take, of all frames together; 64 MiB unless said otherwise. */
  readonly budget?: number;
  /** The same frames, if all are stored so: the fastest for a clipped mean of frames neither scaled nor weighted. */
  readonly integers?: readonly IntegerRows[];
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
  { width, height, budget = 2 ** 26, integers, onRows, ...options }: StripOptions
): Promise<Combined> {
  const rows = Math.min(height, Math.floor(budget / (4 * width * readers.length)));
  if (!(rows >= 1))
    throw new RangeError(
      `one row of ${readers.length} frames of ${width} pixels takes more than ${budget} bytes`
    );
  const frames = readers.length;
  return lendRoom(await loadKernels(), async (kernels) => {
    const stored =
      kernels && integers && areCombinable(integers, frames, options)
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

/** Frames that add up to other numbers than integers, or to larger ones than doubles hold, are not. */
function areCombinable(integers: readonly IntegerRows[], frames: number, options: CombineOptions): boolean {
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
