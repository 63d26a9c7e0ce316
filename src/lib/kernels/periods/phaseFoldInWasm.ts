import type { PhaseFold } from './PhaseFold';
import { isRoomLent } from '../wasm/lendRoom';
import { SCRATCH_END, type Kernels } from '../wasm/loadKernels';

/** The memory of the module can grow, but never shrinks. */
const MAX_BYTES = 2 ** 26;

/**
 * The WASM twin of `plainPhaseFold`, with bit-identical results; null if it would need more than 64 MB of the module's
 * memory, which stays allocated, or while that memory is lent to images or strips of frames.
 */
export function phaseFoldInWasm(kernels: Kernels, points: Float64Array, binCount: number): PhaseFold | null {
  const { memory, foldPhases } = kernels;
  const end = SCRATCH_END + points.byteLength;
  const size = end + 16 * binCount;
  if (size > MAX_BYTES || isRoomLent(kernels)) return null;
  const missing = size - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  new Float64Array(memory.buffer, SCRATCH_END, points.length).set(points);
  const bins = new Float64Array(memory.buffer, end, 2 * binCount).fill(0);
  return {
    bins,
    add: (frequency, binsPerPeriod) => foldPhases(SCRATCH_END, end, frequency, binsPerPeriod, end)
  };
}
