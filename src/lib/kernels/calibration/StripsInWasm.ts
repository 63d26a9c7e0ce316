import { COMBINE_METHODS, resolveCombineOptions, type Combined, type CombineOptions } from './combineOptions';
import { SCRATCH_END, type Kernels } from '../wasm/loadKernels';

/** Pixels whose results are in the memory of the module at a time. */
const CHUNK_PIXELS = 2 ** 14;
/** Bytes between the frames of a block that is sorted. */
const BLOCK_BYTES = 64;
/** The runs of frames that the kernel sorts by itself. */
const RUN = 8;
/** Bytes that kernels may write after the last pixel they are asked for. */
const OVERRUN = 64;

/**
 * Strips of frames in the memory of the module, into which they are decoded and of which they are combined without
 * being copied. There can be one at a time.
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
   * @param pixels that a strip may have at most
   * @param zero if the strips hold big-endian integers of 16 bits, as FITS stores them: what is added to these
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

  /** The first `pixels` of the strip of each frame, to be filled. */
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
   * The twin of `combine`, and to the same bits: combines the first `pixels` of all strips. Strips of stored integers
   * make clipped means only, of frames neither scaled nor weighted.
   * @param out takes as many
   * @throws RangeError if an option makes no sense
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

  /** @returns whether the frames have weights that count */
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

/** Gives out space in the memory of the module, in lines of the processor's cache. */
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
 * The pairs to be put in order, one after the other, to sort `count` values whose runs of eight are sorted.
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
