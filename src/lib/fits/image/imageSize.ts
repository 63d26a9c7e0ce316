import { axisLengths, type Hdu } from '../file/Hdu';

export interface ImageSize {
  readonly width: number;
  readonly height: number;
  /** Product of the third and all further axes. */
  readonly planes: number;
}

/**
 * Size in pixels of the image in an HDU, plain or compressed; null if it has none. One axis makes a single row.
 * @throws FitsError if the header of a compressed image does not give its axes
 */
export function imageSize(hdu: Hdu): ImageSize | null {
  if (hdu.kind !== 'image' && hdu.kind !== 'compressedImage') return null;
  const axes = axisLengths(hdu.index, hdu.header, hdu.kind === 'image' ? '' : 'Z');
  const [width, height = 1, ...deeper] = axes;
  if (width === undefined || axes.includes(0)) return null;
  return { width, height, planes: deeper.reduce((product, length) => product * length, 1) };
}
