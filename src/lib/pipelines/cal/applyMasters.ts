import { calibrateStrip } from '../../kernels/calibration/calibrateStrip';
import { loadKernels } from '../../kernels/wasm/loadKernels';
import type { Choice } from './chooseMasters';
import type { Master } from './Master';

/**
 * Calibrates some pixels of a frame in place.
 * @param pixelsOf the same pixels of a master
 * @returns how many pixels became NaN that were not
 */
export async function applyMasters(
  pixels: Float32Array,
  { bias, dark, darkScale, flat }: Omit<Choice, 'missing'>,
  pixelsOf: (master: Master) => Float32Array | Promise<Float32Array>
): Promise<number> {
  const calibration = {
    ...(bias && { bias: await pixelsOf(bias) }),
    // A frame whose bias is gone is one with a bias of zero.
    ...(!bias && darkScale !== 1 && { bias: new Float32Array(pixels.length) }),
    ...(dark && { dark: await pixelsOf(dark), darkScale }),
    ...(flat && { flat: await pixelsOf(flat) })
  };
  return calibrateStrip(pixels, calibration, await loadKernels());
}
