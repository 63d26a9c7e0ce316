import {
  COMBINE_METHODS,
  newCombined,
  resolveCombineOptions,
  type Combined,
  type CombineOptions
} from '../combineOptions';
import type { Kernels } from './loadKernels';

/** Values combined at a time, of all frames: as many as stay in the processor's cache. */
const CHUNK_VALUES = 2 ** 18;
/** Bytes between the frames of a block that is sorted. */
const BLOCK_BYTES = 64;
/** The runs of frames that the kernel sorts by itself. */
const RUN = 8;

/**
 * The twin of `combine`, and to the same bits. The memory of the module grows with the number of frames beyond some
 * 10,000, not with their size.
 * @param out takes as many pixels as each frame has
 * @throws RangeError if there are no frames, they differ in length, or an option makes no sense
 */
export function combineInWasm(
  kernels: Kernels,
  frames: readonly Float32Array[],
  options: CombineOptions,
  out = newCombined(frames[0]?.length ?? 0)
): Combined {
  const resolved = resolveCombineOptions(frames, options);
  const { method, sigmaLow, sigmaHigh, maxIterations, scales, offsets, weights } = resolved;
  const { length } = frames[0];
  const chunk = Math.max(16, Math.floor(CHUNK_VALUES / frames.length / 16) * 16);
  const layout = new Layout(kernels.heapBase.value);
  const source = layout.take(frames.length * chunk * 4);
  const scalings = layout.take(frames.length * 16);
  const pairs = sortingPairs(frames.length);
  const network = layout.take(pairs.length * 4);
  const scratch = layout.take((frames.length + RUN) * (16 + BLOCK_BYTES));
  const [mean, std, coverage, lowest, highest] = Array.from({ length: 5 }, () => layout.take(chunk * 4));
  layout.growMemory(kernels.memory);

  const { buffer } = kernels.memory;
  new Uint32Array(buffer, network, pairs.length).set(pairs.map((frame) => frame * BLOCK_BYTES));
  const scaling = new DataView(buffer, scalings);
  for (let k = 0; k < frames.length; k++) {
    scaling.setFloat32(16 * k, scales[k], true);
    scaling.setFloat32(16 * k + 4, offsets[k], true);
    scaling.setFloat64(16 * k + 8, weights?.[k] ?? 1, true);
  }
  const values = new Float32Array(buffer, source, frames.length * chunk);
  const means = new Float32Array(buffer, mean, chunk);
  const stds = new Float32Array(buffer, std, chunk);
  const coverages = new Uint16Array(buffer, coverage, chunk);
  kernels.prepareCombine(
    COMBINE_METHODS.indexOf(method),
    frames.length,
    sigmaLow,
    sigmaHigh,
    maxIterations,
    network,
    network + pairs.length * 4
  );
  for (let start = 0; start < length; start += chunk) {
    const count = Math.min(chunk, length - start);
    for (let k = 0; k < frames.length; k++) values.set(frames[k].subarray(start, start + count), k * chunk);
    kernels.combine(source, chunk * 4, count, scalings, scratch, mean, std, coverage, lowest, highest);
    if (weights)
      kernels.weighKept(source, chunk * 4, frames.length, count, scalings, mean, std, lowest, highest);
    out.mean.set(means.subarray(0, count), start);
    out.std.set(stds.subarray(0, count), start);
    out.coverage.set(coverages.subarray(0, count), start);
  }
  return out;
}

/** Gives out scratch space of the module, in lines of the processor's cache. */
class Layout {
  #end: number;

  constructor(heapBase: number) {
    this.#end = Math.ceil(heapBase / 64) * 64;
  }

  take(bytes: number): number {
    const start = this.#end;
    this.#end += Math.ceil(bytes / 64) * 64;
    return start;
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
