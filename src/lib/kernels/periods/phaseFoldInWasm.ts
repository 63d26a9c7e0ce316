import type { PhaseFold } from './PhaseFold';
import { isRoomLent } from '../wasm/lendRoom';
import { SCRATCH_END, type Kernels } from '../wasm/loadKernels';

/** The memory of the module grows, but is never given back. */
const MOST_BYTES = 2 ** 26;

/**
 * The twin of `plainPhaseFold`, to the same bits; null for one so large that it had better not stay in the memory of the
 * module, or while that is lent to images or strips of frames.
 */
export function phaseFoldInWasm(kernels: Kernels, points: Float64Array, binCount: number): PhaseFold | null {
  const { memory, foldPhases } = kernels;
  const end = SCRATCH_END + points.byteLength;
  const size = end + 16 * binCount;
  if (size > MOST_BYTES || isRoomLent(kernels)) return null;
  const missing = size - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  new Float64Array(memory.buffer, SCRATCH_END, points.length).set(points);
  const bins = new Float64Array(memory.buffer, end, 2 * binCount).fill(0);
  return {
    bins,
    add: (frequency, binsPerPeriod) => foldPhases(SCRATCH_END, end, frequency, binsPerPeriod, end)
  };
}
