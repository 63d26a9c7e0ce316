import { decodePixelsInWasm } from '../../kernels/wasm/decodePixelsInWasm';
import type { Kernels } from '../../kernels/wasm/loadKernels';
import { decodePixels, type PixelScale } from './decodePixels';
import type { StoredPixels } from './StoredPixels';

/**
 * Converts stored pixels to physical values: BZERO and BSCALE are applied in double precision, BLANK becomes NaN.
 * @param kernels decode uncompressed pixels, if given
 */
export function physicalPixels(
  stored: StoredPixels,
  scale: PixelScale,
  out: Float32Array | Float64Array,
  kernels: Kernels | null = null
): void {
  if ('bytes' in stored) {
    if (kernels && out instanceof Float32Array)
      decodePixelsInWasm(kernels, stored.bytes, stored.bitpix, scale, out);
    else decodePixels(stored.bytes, stored.bitpix, scale, out);
  } else if ('integers' in stored) scaleIntegers(stored.integers, scale, out);
  else if (scale.zero === 0 && scale.scale === 1) out.set(stored.reals);
  else for (let i = 0; i < out.length; i++) out[i] = scale.zero + scale.scale * stored.reals[i]!;
}

function scaleIntegers(
  integers: Int32Array,
  { zero, scale, blank }: PixelScale,
  out: Float32Array | Float64Array
): void {
  if (blank === null) for (let i = 0; i < out.length; i++) out[i] = zero + scale * integers[i]!;
  else {
    const blankNumber = Number(blank);
    for (let i = 0; i < out.length; i++) {
      const integer = integers[i]!;
      out[i] = integer === blankNumber ? NaN : zero + scale * integer;
    }
  }
}
