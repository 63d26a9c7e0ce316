import type { Hdu } from '../file/Hdu';
import { imageSize } from './imageSize';

/**
 * The image that represents a file: the first with two or more axes, or if there is none, the first with one.
 * @throws FitsError if the header of a compressed image does not give its axes
 */
export function firstImage(hdus: readonly Hdu[]): Hdu | null {
  const images = hdus.filter((hdu) => imageSize(hdu) !== null);
  return (
    images.find(({ header, kind }) => header.number(kind === 'image' ? 'NAXIS' : 'ZNAXIS') !== 1) ??
    images[0] ??
    null
  );
}
