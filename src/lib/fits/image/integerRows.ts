import { BlobStream } from '../file/BlobStream';
import type { IntegerRows } from '../../kernels/calibration/combineStrips';
import { pixelScale } from '../pixels/decodePixels';
import { bitsPerPixel, type Hdu } from '../file/Hdu';
import { imageSize } from './imageSize';
import type { FitsFile } from '../file/openFits';
import { assertComplete } from '../file/readBytes';

/**
 * The rows of the first plane of a plain image as they are stored; null unless these are integers of 16 bits to which
 * only a whole number is added, and none of which stands for a blank pixel.
 */
export function integerRows(file: FitsFile, hdu: Hdu): IntegerRows | null {
  const size = imageSize(hdu);
  if (!size || hdu.kind !== 'image' || bitsPerPixel(hdu.index, hdu.header) !== 16) return null;
  const { zero, scale, blank } = pixelScale(hdu);
  if (scale !== 1 || blank !== null || !Number.isInteger(zero) || Math.abs(zero) > 65536) return null;
  const rowBytes = 2 * size.width;
  const bytes = file.blob.slice(hdu.dataStart, hdu.dataStart + rowBytes * size.height);
  let stream: BlobStream | null = null;
  let next = 0;
  return {
    zero,
    read: async (y0, y1, out) => {
      assertComplete(file, hdu);
      if (y0 !== next || !stream) {
        stream?.end();
        stream = new BlobStream(bytes.slice(y0 * rowBytes));
      }
      next = y1;
      out.set(await stream.next((y1 - y0) * rowBytes));
      if (y1 === size.height) stream.end();
    }
  };
}
