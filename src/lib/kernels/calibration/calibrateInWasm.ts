import type { Calibration } from './Calibration';
import type { Kernels } from '../wasm/loadKernels';

/** Number of pixels calibrated per call: few enough for the data in the module's memory to stay in the processor's cache. */
const CHUNK_PIXELS = 2 ** 15;

/**
 * The WASM twin of the loop in `calibrateStrip`, with bit-identical results except for the bits of NaN.
 * @param light if it lies in the memory of the module, up to 12 bytes after it may be overwritten
 * @param calibration masters of the same length as the light
 */
export function calibrateInWasm(
  { memory, heapBase, calibrate }: Kernels,
  light: Float32Array,
  { bias, dark, darkScale = 1, flat }: Calibration
): number {
  const start = Math.ceil(heapBase.value / 64) * 64;
  const [own, ...masters] = [0, 1, 2, 3].map(
    (k) => new Float32Array(memory.buffer, start + 4 * CHUNK_PIXELS * k, CHUNK_PIXELS)
  );
  const isInPlace = light.buffer === memory.buffer;
  for (const [k, neutral] of [0, 0, 1].entries()) masters[k].fill(neutral);
  const [biasChunk, darkChunk, flatChunk] = masters;
  let lost = 0;
  for (let first = 0; first < light.length; first += CHUNK_PIXELS) {
    const rows = light.subarray(first, first + CHUNK_PIXELS);
    const chunkOf = (master: Float32Array) => master.subarray(first, first + CHUNK_PIXELS);
    if (!isInPlace) own.set(rows);
    if (bias) biasChunk.set(chunkOf(bias));
    if (dark) darkChunk.set(chunkOf(dark));
    if (flat) flatChunk.set(chunkOf(flat));
    lost += calibrate(
      isInPlace ? rows.byteOffset : own.byteOffset,
      biasChunk.byteOffset,
      darkChunk.byteOffset,
      darkScale,
      flatChunk.byteOffset,
      rows.length
    );
    if (!isInPlace) rows.set(own.subarray(0, rows.length));
  }
  return lost;
}
