import type { Calibration } from './Calibration';
import { calibrateInWasm } from './calibrateInWasm';
import type { Kernels } from '../wasm/loadKernels';

/**
 * Calibrates pixels in place: (light - bias - darkScale * dark) / flat, in double precision and rounded once. Pixels
 * where a master is NaN become NaN.
 * @param light if it lies in the memory of the kernels, up to 12 bytes after it may be overwritten
 * @param kernels do the work if given
 * @returns the number of pixels that became NaN and were not before
 * @throws RangeError if a master has a different length, or a dark is scaled without a bias
 */
export function calibrateStrip(
  light: Float32Array,
  calibration: Calibration,
  kernels: Kernels | null = null
): number {
  const { bias, dark, darkScale = 1, flat } = calibration;
  const { length } = light;
  for (const master of [bias, dark, flat])
    if (master && master.length !== length)
      throw new RangeError(`The master has ${master.length} pixels, but the light frame ${length}`);
  if (!(darkScale >= 0 && darkScale < Infinity))
    throw new RangeError(`A dark cannot be scaled by ${darkScale}`);
  if (dark && darkScale !== 1 && !bias)
    throw new RangeError('A dark that includes the bias cannot be scaled');
  if (kernels) return calibrateInWasm(kernels, light, calibration);
  return calibrate(
    light,
    bias ?? new Float32Array(length),
    dark ?? new Float32Array(length),
    darkScale,
    flat ?? new Float32Array(length).fill(1)
  );
}

/** A function of its own, always called with the same types, as most of the time is spent here. */
function calibrate(
  light: Float32Array,
  bias: Float32Array,
  dark: Float32Array,
  darkScale: number,
  flat: Float32Array
): number {
  let lost = 0;
  for (let i = 0; i < light.length; i++) {
    const value = light[i];
    const calibrated = (value - (bias[i] + darkScale * dark[i])) / flat[i];
    if (Number.isNaN(calibrated) && !Number.isNaN(value)) lost++;
    light[i] = calibrated;
  }
  return lost;
}
