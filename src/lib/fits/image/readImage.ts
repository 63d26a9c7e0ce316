import type { Image } from '../../domain/image/Image';
import { loadKernels } from '../../kernels/wasm/loadKernels';
import { FitsError } from '../file/FitsError';
import { firstImage } from './firstImage';
import { hduLabel, type Hdu } from '../file/Hdu';
import type { FitsFile } from '../file/openFits';
import { openPlane, readPlainPixels } from './openPlane';
import { physicalPixels } from '../pixels/physicalPixels';

/**
 * Reads one plane of an image, plain or tile-compressed. BZERO and BSCALE are applied in double precision,
 * BLANK becomes NaN. Values that float32 cannot hold are rounded.
 * @param hdu by default the one of `firstImage`
 * @param plane counted from 0 over the third and all further axes
 * @param out receives the pixels if given, and must be of their number
 * @throws RangeError if there is no such plane
 * @throws FitsError if there is no such image, it is larger than 256 megapixels, or its data are cut short,
 * damaged or compressed in a way we do not know
 */
export async function readImage(
  file: FitsFile,
  hdu = firstImage(file.hdus),
  plane = 0,
  out?: Float32Array | null
): Promise<Image> {
  if (!hdu) throw new FitsError('There is no image in this file.');
  const { width, height, read } = openPlane(file, hdu, plane);
  const kernels = await loadKernels();
  const data = out ?? new Float32Array(width * height);
  await read((stored, scale, from, to) => physicalPixels(stored, scale, data.subarray(from, to), kernels));
  return { data, width, height };
}

/**
 * Reads the rows `y0 <= y < y1` of a plane of a plain image, and only those, scaled as by `readImage`.
 * @param out receives them if given, and must be of their number
 * @throws RangeError if the image does not have these rows, or is compressed
 * @throws FitsError if the data are cut short
 */
export async function readImageRows(
  file: FitsFile,
  hdu: Hdu,
  y0: number,
  y1: number,
  out?: Float32Array,
  plane = 0
): Promise<Float32Array> {
  const { width, height } = openPlane(file, hdu, plane);
  if (hdu.kind !== 'image' || !(0 <= y0 && y0 <= y1 && y1 <= height))
    throw new RangeError(`rows ${y0} to ${y1} of ${hduLabel(hdu)}, ${hdu.kind}, height ${height}`);
  const kernels = await loadKernels();
  const rows = out ?? new Float32Array((y1 - y0) * width);
  await readPlainPixels(file, hdu, (plane * height + y0) * width, rows.length, (stored, scale, from, to) =>
    physicalPixels(stored, scale, rows.subarray(from, to), kernels)
  );
  return rows;
}
