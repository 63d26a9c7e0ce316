import { firstImage } from './firstImage';
import { FitsError } from '../file/FitsError';
import type { Hdu } from '../file/Hdu';
import { imageSize } from './imageSize';
import { openFits, type FitsFile } from '../file/openFits';

/** A file that holds a frame: an image of one plane. */
export interface FrameFile {
  readonly file: FitsFile;
  readonly hdu: Hdu;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** @throws FitsError if the file is not FITS, or has no image, or one of several planes */
export async function openFrameFile(blob: Blob): Promise<FrameFile> {
  const file = await openFits(blob);
  const hdu = firstImage(file.hdus);
  const size = hdu && imageSize(hdu);
  if (!size) throw new FitsError('There is no image in this file.');
  if (size.planes > 1) throw new FitsError(`The image is a cube of ${size.planes} planes, not a frame.`);
  return { file, hdu, width: size.width, height: size.height };
}
