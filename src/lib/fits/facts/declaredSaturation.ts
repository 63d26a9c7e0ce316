import { pixelScale } from '../pixels/decodePixels';
import { bitsPerPixel, type Hdu } from '../file/Hdu';

/** Values at which pixels saturate, in the units of the image; infinite where the headers do not say. */
export interface DeclaredSaturation {
  /** SATURATE, else the largest value the type of the file can hold. */
  readonly level: number;
  /**
   * DATAMAX: in IRAF a limit, but elsewhere the highest value of the frame (FITS 4.0, section 4.4.2.5), which says
   * nothing about saturation.
   */
  readonly dataMax: number;
}

/** What the headers of a file declare, the header of the image first. */
export function declaredSaturation(hdus: readonly Hdu[], image: Hdu): DeclaredSaturation {
  const declared = (keyword: string): number | null => {
    const values = [image, ...hdus].map(({ header }) => header.number(keyword));
    return values.find((value) => value !== null && value > 0) ?? null;
  };
  const saturate = declared('SATURATE');
  return {
    level: saturate ?? largestValue(image),
    dataMax: (saturate === null ? declared('DATAMAX') : null) ?? Infinity
  };
}

function largestValue(hdu: Hdu): number {
  const bitpix = bitsPerPixel(hdu.index, hdu.header, hdu.kind === 'compressedImage' ? 'Z' : '');
  if (bitpix < 0) return Infinity;
  const { zero, scale } = pixelScale(hdu);
  const [lowest, highest] = bitpix === 8 ? [0, 255] : [-(2 ** (bitpix - 1)), 2 ** (bitpix - 1) - 1];
  return zero + scale * (scale < 0 ? lowest : highest);
}
