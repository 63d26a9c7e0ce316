import type { Image } from '../../domain/image/Image';
import { plainPixelScan, type BrightParts, type PixelScan } from './PixelScan';
import type { Kernels } from '../wasm/loadKernels';

/** Limits set by the size of the scratch space: columns of the image, pixels in a cell, and bins. */
const MAX_COLUMNS = 2 ** 17;
const MAX_VALUES = 2 ** 19;
const MAX_BINS = 2 ** 10;
/** Bytes that kernels may write past the end of their output. */
const OVERRUN = 64;

/**
 * The WASM twin of `plainPixelScan`, with the same results except for rounding in `brightParts`.
 * @param image in the memory of the module; up to 12 bytes after it may be overwritten
 */
export function pixelScanInWasm(kernels: Kernels, image: Image): PixelScan {
  const { memory, heapBase } = kernels;
  const { width } = image;
  const { byteOffset, length } = image.data;
  const plain = plainPixelScan(image);
  const result = Math.ceil(heapBase.value / 16) * 16;
  const counts = result + OVERRUN;
  const cell = counts + 8 * MAX_BINS + OVERRUN;
  return {
    highestValue: () => {
      const whole = Math.ceil(length / 4) * 4;
      new Float32Array(memory.buffer, byteOffset + 4 * length, whole - length).fill(NaN);
      kernels.highestValue(byteOffset, whole, result);
      const [atHighest, present] = new Int32Array(memory.buffer, result + 4, 2);
      return { highest: new Float32Array(memory.buffer, result, 1)[0], atHighest, present };
    },
    firstAbove: (start, end, limit) =>
      (kernels.firstAbove(byteOffset + 4 * start, byteOffset + 4 * end, limit) - byteOffset) / 4,
    takeFinite: (edges, step) => {
      const [columns, rows] = [edges.right - edges.left, edges.bottom - edges.top];
      if (columns * rows > MAX_VALUES) return plain.takeFinite(edges, step);
      const first = byteOffset + 4 * (edges.top * width + edges.left);
      const count = kernels.takeFinite(first, 4 * width, columns, rows, step, cell);
      return { values: new Float32Array(memory.buffer, cell, count), count };
    },
    countInBins: (values, count, zero, perBin, out) => {
      const bins = out.length;
      if (values.buffer !== memory.buffer || bins > MAX_BINS - 2 || bins % 2 !== 0)
        return plain.countInBins(values, count, zero, perBin, out);
      kernels.countInBins(values.byteOffset, count, zero, perBin, bins, counts);
      out.set(new Int32Array(memory.buffer, counts, bins));
    },
    brightParts: () => (width > MAX_COLUMNS ? plain.brightParts() : brightParts(kernels, image, counts))
  };
}

function brightParts({ memory, brightParts }: Kernels, { data, width }: Image, at: number): BrightParts {
  const found = at + 4 * width + OVERRUN;
  return {
    limits: new Float32Array(memory.buffer, at, width),
    columns: new Int32Array(memory.buffer, found, width + 2),
    find: (y) => brightParts(data.byteOffset + 4 * y * width, width, at, found) / 2
  };
}
