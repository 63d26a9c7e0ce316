import type { PixelScan } from '../PixelScan';
import type { Kernels } from './loadKernels';

/**
 * The twin of `plainPixelScan`, with the same results.
 * @param data of the memory of the module, where up to 12 bytes after it may be overwritten
 */
export function pixelScanInWasm(
  { memory, heapBase, highestValue, firstAbove }: Kernels,
  { byteOffset, length }: Float32Array
): PixelScan {
  const result = Math.ceil(heapBase.value / 16) * 16;
  return {
    highestValue: () => {
      const whole = Math.ceil(length / 4) * 4;
      new Float32Array(memory.buffer, byteOffset + 4 * length, whole - length).fill(NaN);
      highestValue(byteOffset, whole, result);
      const [atHighest, present] = new Int32Array(memory.buffer, result + 4, 2);
      return { highest: new Float32Array(memory.buffer, result, 1)[0], atHighest, present };
    },
    firstAbove: (start, end, limit) =>
      (firstAbove(byteOffset + 4 * start, byteOffset + 4 * end, limit) - byteOffset) / 4
  };
}
