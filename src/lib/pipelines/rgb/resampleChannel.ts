import { composeAffine, type Affine } from '../../domain/Affine';
import type { Image } from '../../domain/Image';
import type { Field } from '../../kernels/outputField';
import { resampleRows } from '../../kernels/resampleRows';
import { sourceRows } from '../../kernels/sourceRows';
import { loadKernels } from '../../kernels/wasm/loadKernels';
import { resampleRowsInWasm } from '../../kernels/wasm/resampleRowsInWasm';
import type { AlignedChannel } from './alignChannels';

/** Draws no dark rings around bright stars, as sharper ones do, and blurs less than bilinear. */
const INTERPOLATION = 'bicubic';
const STRIP_ROWS = 64;
/** Pixels along the sides of the parts of a distorted field that are brought over by one affine map each. */
const PART = 64;

/** The values of a channel at the pixels of a field of the reference; NaN where it has none. */
export async function resampleChannel(channel: AlignedChannel, field: Field): Promise<Image> {
  const { frame, transform, transformOf } = channel;
  const { left, top, width, height } = field;
  const kernels = await loadKernels();
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y += STRIP_ROWS) {
    const rows = Math.min(STRIP_ROWS, height - y);
    for (let x = 0, columns = width; x < width; x += columns) {
      if (transformOf) columns = Math.min(PART, width - x);
      const [x0, y0] = [left + x, top + y];
      const map: Affine = composeAffine(
        transformOf?.({ x0, x1: x0 + columns, y0, y1: y0 + rows }) ?? transform,
        [1, 0, 0, 1, x0, y0]
      );
      const out = { data: new Float32Array(columns * rows), width: columns, height: rows, top: 0 };
      const { first, end } = sourceRows(map, INTERPOLATION, out, frame.height);
      const source = {
        data: await frame.read(first, end),
        width: frame.width,
        height: end - first,
        top: first
      };
      if (kernels) resampleRowsInWasm(kernels, source, map, INTERPOLATION, out);
      else resampleRows(source, map, INTERPOLATION, out);
      for (let row = 0; row < rows; row++)
        data.set(out.data.subarray(row * columns, (row + 1) * columns), (y + row) * width + x);
    }
  }
  return { data, width, height };
}
