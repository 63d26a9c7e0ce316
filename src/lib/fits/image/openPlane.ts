import { BlobStream } from '../file/BlobStream';
import { pixelScale } from '../pixels/decodePixels';
import { FitsError } from '../file/FitsError';
import { bitsPerPixel, hduLabel, type Hdu } from '../file/Hdu';
import { imageSize } from './imageSize';
import { openCompressedPlane } from '../tiles/openCompressedPlane';
import type { FitsFile } from '../file/openFits';
import { assertComplete } from '../file/readBytes';
import type { PixelSink } from '../pixels/StoredPixels';

/** A plane of an image that can be read: its header is legal and its data are there. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  /**
   * Reads all pixels, part by part, holding only one part at a time.
   * @throws FitsError if they are damaged
   */
  readonly read: (sink: PixelSink) => Promise<void>;
}

/** 256 megapixels: as float32 they take 1 GiB. */
const MAX_PIXELS = 2 ** 28;
/** Pixels of a plain image in one part. */
const STRIP_PIXELS = 2 ** 18;

/**
 * @param plane counted from 0 over the third and all further axes, the third first
 * @throws RangeError if there is no such plane
 * @throws FitsError if there is no image, it is larger than 256 megapixels, or its data are cut short or
 * compressed in a way we do not know
 */
export function openPlane(file: FitsFile, hdu: Hdu, plane: number): Plane {
  const size = imageSize(hdu);
  if (!size) throw new FitsError(`${hduLabel(hdu)} is not an image.`);
  const { width, height, planes } = size;
  if (!(Number.isInteger(plane) && 0 <= plane && plane < planes))
    throw new RangeError(`plane ${plane} of ${hduLabel(hdu)}, which has ${planes}`);
  if (width * height > MAX_PIXELS)
    throw new FitsError(
      `${hduLabel(hdu)}: the image has ${width} x ${height} pixels; more than 256 megapixels cannot be read here.`
    );
  assertComplete(file, hdu);
  const first = plane * width * height;
  const read =
    hdu.kind === 'compressedImage'
      ? openCompressedPlane(file, hdu, plane)
      : (sink: PixelSink) => readPlainPixels(file, hdu, first, width * height, sink);
  return { width, height, read };
}

/**
 * Reads `count` pixels of a plain image.
 * @param first counted from the start of the data
 */
export async function readPlainPixels(
  file: FitsFile,
  hdu: Hdu,
  first: number,
  count: number,
  sink: PixelSink
): Promise<void> {
  const bitpix = bitsPerPixel(hdu.index, hdu.header);
  const scale = pixelScale(hdu);
  const pixelBytes = Math.abs(bitpix) / 8;
  const start = hdu.dataStart + first * pixelBytes;
  const stream = new BlobStream(file.blob.slice(start, start + count * pixelBytes));
  try {
    for (let from = 0; from < count; from += STRIP_PIXELS) {
      const to = Math.min(from + STRIP_PIXELS, count);
      sink({ bytes: await stream.next((to - from) * pixelBytes), bitpix }, scale, from, to);
    }
  } finally {
    stream.end();
  }
}
