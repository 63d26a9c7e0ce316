import { pixelScale } from '../pixels/decodePixels';
import { bitsPerPixel, type Hdu } from '../file/Hdu';

/** What a file says of the values at which pixels saturate, in the units of the image. */
export interface DeclaredSaturation {
  /** SATURATE; null without one. */
  readonly saturate: number | null;
  /**
   * DATAMAX: in IRAF a limit, but elsewhere the highest value of the frame (FITS 4.0, section 4.4.2.5), which says
   * nothing about saturation; null without one.
   */
  readonly dataMax: number | null;
  /** The largest value that the type of the image can hold; infinite for real numbers. */
  readonly largest: number;
}

/** What the headers of a file declare, the header of the image first. */
export function declaredSaturation(hdus: readonly Hdu[], image: Hdu): DeclaredSaturation {
  const declared = (keyword: string): number | null => {
    const values = [image, ...hdus].map(({ header }) => header.number(keyword));
    return values.find((value) => value !== null && value > 0) ?? null;
  };
  return { saturate: declared('SATURATE'), dataMax: declared('DATAMAX'), largest: largestValue(image) };
}

function largestValue(hdu: Hdu): number {
  const bitpix = bitsPerPixel(hdu.index, hdu.header, hdu.kind === 'compressedImage' ? 'Z' : '');
  if (bitpix < 0) return Infinity;
  const { zero, scale } = pixelScale(hdu);
  const [lowest, highest] = bitpix === 8 ? [0, 255] : [-(2 ** (bitpix - 1)), 2 ** (bitpix - 1) - 1];
  return zero + scale * (scale < 0 ? lowest : highest);
}
