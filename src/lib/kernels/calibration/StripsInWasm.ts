import { COMBINE_METHODS, resolveCombineOptions, type Combined, type CombineOptions } from './combineOptions';
import { SCRATCH_END, type Kernels } from '../wasm/loadKernels';

/** Number of pixels combined per call, whose results lie in the memory of the module. */
const CHUNK_PIXELS = 2 ** 14;
/** Bytes per frame in a block that is being sorted. */
const BLOCK_BYTES = 64;
/** Length of the runs of frames that the kernel sorts by itself. */
const RUN = 8;
/** Bytes that kernels may write past the last pixel requested. */
const OVERRUN = 64;

/**
 * Strips of frames in the memory of the module: decoded into it and combined there without copying. Only one instance can
 * be in use at a time.
 */
export class StripsInWasm {
  readonly #kernels: Kernels;
  readonly #frames: number;
  readonly #strips: number;
  readonly #stride: number;
  readonly #zero: number | null;
  readonly #network: Uint32Array;
  readonly #at: Record<'scalings' | 'network' | 'scratch' | 'stored', number>;
  readonly #results: readonly number[];

  /**
   * @param pixels maximum number in a strip
   * @param zero if the strips hold big-endian 16-bit integers, as FITS stores them, the number (BZERO) to add to these
   */
  constructor(kernels: Kernels, frames: number, pixels: number, zero: number | null = null) {
    const layout = new Layout(kernels.heapBase.value);
    this.#kernels = kernels;
    this.#frames = frames;
    this.#zero = zero;
    this.#network = Uint32Array.from(sortingPairs(frames), (frame) => frame * BLOCK_BYTES);
    this.#at = {
      scalings: layout.take(frames * 16),
      network: layout.take(this.#network.byteLength),
      scratch: layout.take((frames + RUN) * (16 + BLOCK_BYTES)),
      stored: layout.take((frames + 1) * 16)
    };
    this.#results = Array.from({ length: 5 }, () => layout.take(CHUNK_PIXELS * 4 + OVERRUN));
    layout.skipTo(SCRATCH_END);
    this.#stride = layout.sizeOf(pixels * (zero === null ? 4 : 2) + OVERRUN);
    this.#strips = layout.take(frames * this.#stride);
    layout.growMemory(kernels.memory);
  }

  /** The first `pixels` pixels of each frame's strip, to be filled by the caller. */
  views(pixels: number): Float32Array[] {
    const { buffer } = this.#kernels.memory;
    return Array.from(
      { length: this.#frames },
      (_, k) => new Float32Array(buffer, this.#strips + k * this.#stride, pixels)
    );
  }

  /** The same for strips of stored integers. */
  storedViews(pixels: number): Uint8Array[] {
    const { buffer } = this.#kernels.memory;
    return Array.from(
      { length: this.#frames },
      (_, k) => new Uint8Array(buffer, this.#strips + k * this.#stride, 2 * pixels)
    );
  }

  /**
   * The WASM twin of `combine`, with bit-identical results: combines the first `pixels` pixels of all strips. Strips of
   * stored integers support only clipped means of frames that are neither scaled nor weighted.
   * @param out of the same number of pixels
   * @throws RangeError if an option is invalid
   */
  combine(pixels: number, options: CombineOptions, out: Combined): void {
    const { buffer } = this.#kernels.memory;
    const isWeighted = this.#prepare(options);
    const { scalings, scratch, stored } = this.#at;
    const [mean, std, coverage, lowest, highest] = this.#results;
    const means = new Float32Array(buffer, mean, CHUNK_PIXELS);
    const stds = new Float32Array(buffer, std, CHUNK_PIXELS);
    const coverages = new Uint16Array(buffer, coverage, CHUNK_PIXELS);
    for (let start = 0; start < pixels; start += CHUNK_PIXELS) {
      const count = Math.min(CHUNK_PIXELS, pixels - start);
      const results = [mean, std, coverage, lowest, highest] as const;
      const source = this.#strips + (this.#zero === null ? 4 : 2) * start;
      if (this.#zero === null)
        this.#kernels.combine(source, this.#stride, count, scalings, scratch, ...results);
      else
        this.#kernels.combineIntegers(
          source,
          this.#stride,
          count,
          this.#zero,
          scalings,
          scratch,
          stored,
          ...results
        );
      if (isWeighted)
        this.#kernels.weighKept(
          source,
          this.#stride,
          this.#frames,
          count,
          scalings,
          mean,
          std,
          lowest,
          highest
        );
      out.mean.set(means.subarray(0, count), start);
      out.std.set(stds.subarray(0, count), start);
      out.coverage.set(coverages.subarray(0, count), start);
    }
  }

  /** @returns whether the frames have different weights that matter */
  #prepare(options: CombineOptions): boolean {
    const resolved = resolveCombineOptions(this.#frames, options);
    const { method, sigmaLow, sigmaHigh, maxIterations, scales, offsets, weights } = resolved;
    const { buffer } = this.#kernels.memory;
    new Uint32Array(buffer, this.#at.network, this.#network.length).set(this.#network);
    const scaling = new DataView(buffer, this.#at.scalings);
    for (let k = 0; k < this.#frames; k++) {
      scaling.setFloat32(16 * k, scales[k], true);
      scaling.setFloat32(16 * k + 4, offsets[k], true);
      scaling.setFloat64(16 * k + 8, weights?.[k] ?? 1, true);
    }
    this.#kernels.prepareCombine(
      COMBINE_METHODS.indexOf(method),
      this.#frames,
      sigmaLow,
      sigmaHigh,
      maxIterations,
      this.#at.network,
      this.#at.network + this.#network.byteLength
    );
    return weights !== null;
  }
}

/** Allocates space in the memory of the module, in units of cache lines. */
class Layout {
  #end: number;

  constructor(heapBase: number) {
    this.#end = this.sizeOf(heapBase);
  }

  sizeOf = (bytes: number): number => Math.ceil(bytes / 64) * 64;

  take(bytes: number): number {
    const start = this.#end;
    this.#end += this.sizeOf(bytes);
    return start;
  }

  skipTo(end: number): void {
    this.#end = Math.max(this.#end, end);
  }

  growMemory(memory: WebAssembly.Memory): void {
    const missing = this.#end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  }
}

/**
 * The sequence of pairs to compare and swap to sort `count` values whose runs of eight are already sorted.
 *
 * Source: Batcher's odd-even merge, Knuth, The Art of Computer Programming 3, algorithm 5.2.2 M, from its fourth round.
 */
function sortingPairs(count: number): number[] {
  const pairs: number[] = [];
  for (let merged = RUN; merged < count; merged *= 2) {
    for (let step = merged; step >= 1; step /= 2) {
      for (let i = step % merged; i + step < count; i++) {
        const isSameStep = Math.floor((i - (step % merged)) / step) % 2 === 0;
        const isSameMerge = Math.floor(i / (2 * merged)) === Math.floor((i + step) / (2 * merged));
        if (isSameStep && isSameMerge) pairs.push(i, i + step);
      }
    }
  }
  return pairs;
}
