import { composeAffine, type Affine } from '../../domain/image/Affine';
import type { Image } from '../../domain/image/Image';
import type { Field } from '../../kernels/resampling/outputField';
import { MAX_UNDERSHOOT, resampleRows } from '../../kernels/resampling/resampleRows';
import { sourceRows } from '../../kernels/resampling/sourceRows';
import { loadKernels } from '../../kernels/wasm/loadKernels';
import type { AlignedChannel } from './alignChannels';

/** Makes no dark rings around bright stars, as sharper kernels do, and blurs less than bilinear. */
const INTERPOLATION = 'bicubic';
const STRIP_ROWS = 64;
/** Pixels along the sides of the parts of a distorted field that are brought over by one affine map each. */
const PART = 64;

/** The values of a channel at the pixels of a field of the reference; NaN where it has none. */
export async function resampleChannel(channel: AlignedChannel, field: Field): Promise<Image> {
  const { frame } = channel;
  const { width, height } = field;
  const kernels = await loadKernels();
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y += STRIP_ROWS) {
    const parts = partsOf(channel, field, y, Math.min(STRIP_ROWS, height - y));
    const needed = parts.filter(({ first, end }) => first < end);
    const top = Math.min(frame.height, ...needed.map(({ first }) => first));
    const rows = await frame.read(top, Math.max(top, ...needed.map(({ end }) => end)));
    for (const { x, out, map, first, end } of parts) {
      const source = {
        data: rows.subarray((first - top) * frame.width, (end - top) * frame.width),
        width: frame.width,
        height: end - first,
        top: first
      };
      resampleRows(source, map, INTERPOLATION, out, kernels, MAX_UNDERSHOOT * channel.noise);
      for (let row = 0; row < out.height; row++)
        data.set(out.data.subarray(row * out.width, (row + 1) * out.width), (y + row) * width + x);
    }
  }
  return { data, width, height };
}

/** A strip of a field, cut where one map is not enough for all of it, and the rows of the frame that each part needs. */
function partsOf({ frame, transform, transformOf }: AlignedChannel, field: Field, y: number, rows: number) {
  const columns = transformOf ? PART : field.width;
  return Array.from({ length: Math.ceil(field.width / columns) }, (_, i) => {
    const x = i * columns;
    const width = Math.min(columns, field.width - x);
    const [x0, y0] = [field.left + x, field.top + y];
    const map: Affine = composeAffine(transformOf?.({ x0, x1: x0 + width, y0, y1: y0 + rows }) ?? transform, [
      1,
      0,
      0,
      1,
      x0,
      y0
    ]);
    const out = { data: new Float32Array(width * rows), width, height: rows, top: 0 };
    return { x, out, map, ...sourceRows(map, INTERPOLATION, out, frame.height) };
  });
}
