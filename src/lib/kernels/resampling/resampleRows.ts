import type { Affine } from '../../domain/image/Affine';
import { interpolationTable, TABLE_STEPS, type Interpolation } from './interpolationTable';
import { meanOfPresent } from './meanOfPresent';
import type { Kernels } from '../wasm/loadKernels';
import type { Strip } from './Strip';
import { resampleRowsInWasm } from './resampleRowsInWasm';

/** For `maxUndershoot`, in standard deviations of the sky: a deeper dip beside a star comes from the interpolation. */
export const MAX_UNDERSHOOT = 2;

/**
 * Fills `out`, rows of the new image, by interpolating the old one at the transformed pixel centres. Pixel values are
 * taken as surface brightness; if the scale changes, multiply by the square of `affineScale(transform)` to conserve flux.
 * A scale far above 1 skips pixels: shrink the image first.
 *
 * A new pixel is blank (NaN) where the position falls into a blank pixel of the old image or outside it; next to such
 * pixels it is the bilinear mean of those that are not blank. All is done in float32, so that the WASM twin gives the same
 * bits.
 * @param source at least the rows given by `sourceRows`; all others count as blank
 * @param transform from the new image to the old one
 * @param kernels do the work if given
 * @param maxUndershoot how far a new pixel may be below the lowest of the four around its position: negative weights of
 * bicubic and Lanczos make dark holes beside stars that are saturated or undersampled. With `MAX_UNDERSHOOT` nothing else
 * changes.
 * @throws RangeError if the transform is not finite.
 */
export function resampleRows(
  source: Strip,
  transform: Affine,
  interpolation: Interpolation,
  out: Strip,
  kernels: Kernels | null = null,
  maxUndershoot = Infinity
): void {
  if (!transform.every(Number.isFinite)) throw new RangeError(`A transform of ${transform.join(', ')}`);
  if (kernels) return resampleRowsInWasm(kernels, source, transform, interpolation, out, maxUndershoot);
  const [a, b, c, d, e, f] = transform;
  const { taps, weights } = interpolationTable(interpolation);
  // Four lanes, like the vectors of WebAssembly: columns 4 and 5 are added to the first two.
  const lanes = new Float32Array(4);
  for (let row = 0; row < out.height; row++) {
    const y = out.top + row;
    for (let x = 0; x < out.width; x++) {
      const fromX = a * x + (c * y + e);
      const fromY = b * x + (d * y + f);
      const column = Math.floor(fromX);
      const line = Math.floor(fromY);
      const left = column + 1 - taps / 2;
      const first = line + 1 - taps / 2 - source.top;
      let value = NaN;
      if (left >= 0 && first >= 0 && left <= source.width - taps && first <= source.height - taps) {
        const across = Math.floor((fromX - column) * TABLE_STEPS + 0.5) * taps;
        const down = Math.floor((fromY - line) * TABLE_STEPS + 0.5) * taps;
        lanes.fill(0);
        for (let i = 0; i < taps; i++) {
          let sum = 0;
          for (let j = 0; j < taps; j++) {
            const pixel = source.data[(first + j) * source.width + left + i];
            const product = Math.fround(pixel * weights[down + j]);
            sum = j === 0 ? product : Math.fround(sum + product);
          }
          lanes[i % 4] += Math.fround(sum * weights[across + i]);
        }
        value = Math.fround(Math.fround(lanes[0] + lanes[2]) + Math.fround(lanes[1] + lanes[3]));
        const corner = (first + taps / 2 - 1) * source.width + left + taps / 2 - 1;
        const lowest = Math.min(
          Math.min(source.data[corner], source.data[corner + 1]),
          Math.min(source.data[corner + source.width], source.data[corner + source.width + 1])
        );
        value = Math.max(value, Math.fround(lowest - Math.fround(maxUndershoot)));
      }
      out.data[row * out.width + x] = Number.isFinite(value) ? value : meanOfPresent(source, fromX, fromY);
    }
  }
}
