import { SCRATCH_END, type Kernels } from './loadKernels';

/** As many as strips to be stacked take: the memory of the module only ever grows. */
const MAX_PIXELS = 2 ** 24;
/** Bytes that kernels may write after the last pixel. */
const OVERRUN = 64;

/**
 * Room for an image in the memory of the module, where kernels need no copy of it; null for one too large to
 * stay there. It is the same room each time, for those to whom `lendRoom` lends it.
 */
export function pixelsInWasm({ memory }: Kernels, count: number): Float32Array<ArrayBuffer> | null {
  if (count > MAX_PIXELS) return null;
  const missing = SCRATCH_END + 4 * count + OVERRUN - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  return new Float32Array(memory.buffer, SCRATCH_END, count);
}
