import { pixelScale } from '../pixels/decodePixels';
import { bitsPerPixel, type Hdu } from '../file/Hdu';

/** Values from which pixels are saturated, in the units of the image; infinite where nothing says. */
export interface DeclaredSaturation {
  /** SATURATE, else the largest value the type of the file can hold. */
  readonly level: number;
  /**
   * DATAMAX: a limit with IRAF, but with others the highest value of the frame (FITS 4.0, section 4.4.2.5), which
   * is no sign of saturation.
   */
  readonly dataMax: number;
}

/** What the headers of a file say, that of the image first. */
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
