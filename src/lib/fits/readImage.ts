import type { Image } from '../domain/Image';
import { decodePixelsInWasm } from '../kernels/wasm/decodePixelsInWasm';
import { loadKernels } from '../kernels/wasm/loadKernels';
import { decodePixels, pixelScale } from './decodePixels';
import { FitsError } from './FitsError';
import { axisLengths, bitsPerPixel, hduLabel, type Hdu } from './Hdu';
import type { FitsFile } from './openFits';
import { assertComplete, readBytes } from './readBytes';
import { readCompressedImage } from './readCompressedImage';

/** 256 megapixels: the result alone takes 1 GiB. */
const MAX_PIXELS = 2 ** 28;
/** Decoded at a time: memory stays at the result plus the stored bytes of these. */
const STRIP_PIXELS = 2 ** 20;

/**
 * Reads an image, plain or tile-compressed; of a cube, the first plane. BZERO and BSCALE are applied in
 * double precision, BLANK becomes NaN. Values that float32 cannot hold are rounded.
 * @param hdu the first that holds a two-dimensional image, unless said otherwise
 * @throws FitsError if there is no such image, it is larger than 256 megapixels, or its data are cut short,
 * damaged or compressed in a way we do not know
 */
export async function readImage(file: FitsFile, hdu = firstImage(file)): Promise<Image> {
  const { width, height } = sizeWithinBudget(hdu);
  if (hdu.kind === 'compressedImage')
    return { data: await readCompressedImage(file, hdu, width, height), width, height };
  assertComplete(file, hdu);
  const data = new Float32Array(width * height);
  const rows = Math.max(1, Math.floor(STRIP_PIXELS / width));
  for (let y = 0; y < height; y += rows)
    await decodeRows(file, hdu, y, data.subarray(y * width, (y + rows) * width), width);
  return { data, width, height };
}

/**
 * Reads the rows `y0 <= y < y1` of a plain image, and only those, scaled as by `readImage`.
 * @throws RangeError if the image does not have these rows, or is compressed
 * @throws FitsError if the data are cut short
 */
export async function readImageRows(file: FitsFile, hdu: Hdu, y0: number, y1: number): Promise<Float32Array> {
  const { width, height } = sizeWithinBudget(hdu);
  if (hdu.kind !== 'image' || !(0 <= y0 && y0 <= y1 && y1 <= height))
    throw new RangeError(`rows ${y0} to ${y1} of ${hduLabel(hdu)}, ${hdu.kind}, height ${height}`);
  const rows = new Float32Array((y1 - y0) * width);
  await decodeRows(file, hdu, y0, rows, width);
  return rows;
}

/**
 * Width and height in pixels of the image in an HDU, plain or compressed; null if it has none.
 * @throws FitsError if the header of a compressed image does not give its axes
 */
export function imageSize(hdu: Hdu): { readonly width: number; readonly height: number } | null {
  if (hdu.kind !== 'image' && hdu.kind !== 'compressedImage') return null;
  const axes = axisLengths(hdu.index, hdu.header, hdu.kind === 'image' ? '' : 'Z');
  const [width, height] = axes;
  return width === undefined || height === undefined || axes.includes(0) ? null : { width, height };
}

async function decodeRows(
  file: FitsFile,
  hdu: Hdu,
  y0: number,
  out: Float32Array,
  width: number
): Promise<void> {
  const bitpix = bitsPerPixel(hdu.index, hdu.header);
  const pixelBytes = Math.abs(bitpix) / 8;
  const bytes = await readBytes(file, hdu, y0 * width * pixelBytes, out.length * pixelBytes);
  const kernels = await loadKernels();
  if (kernels) decodePixelsInWasm(kernels, bytes, bitpix, pixelScale(hdu), out);
  else decodePixels(bytes, bitpix, pixelScale(hdu), out);
}

function firstImage(file: FitsFile): Hdu {
  const hdu = file.hdus.find((hdu) => imageSize(hdu) !== null);
  if (!hdu) throw new FitsError('There is no two-dimensional image in this file.');
  return hdu;
}

function sizeWithinBudget(hdu: Hdu): { readonly width: number; readonly height: number } {
  const size = imageSize(hdu);
  if (!size) throw new FitsError(`${hduLabel(hdu)} is not a two-dimensional image.`);
  if (size.width * size.height > MAX_PIXELS)
    throw new FitsError(
      `${hduLabel(hdu)}: the image has ${size.width} x ${size.height} pixels; more than 256 megapixels cannot be read here.`
    );
  return size;
}
