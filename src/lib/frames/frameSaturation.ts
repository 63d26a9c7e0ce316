import type { Image } from '../domain/image/Image';
import type { Statements } from '../domain/statement/Statement';
import type { DeclaredSaturation } from '../fits/facts/declaredSaturation';
import { median } from '../kernels/array/median';
import { samplePixels } from '../kernels/array/samplePixels';
import { clippingLevel, type ClippingLevel } from '../kernels/sky/clippingLevel';
import type { PixelScan } from '../kernels/sky/PixelScan';

/** The value from which pixels of an image count as saturated. */
export interface Saturation {
  /** A float32 number, in the units of the image; infinite where nothing says. */
  readonly level: number;
  readonly source: SaturationSource;
}

export type SaturationSource = Statements<{
  header: { readonly keyword: 'SATURATE' | 'DATAMAX' };
  pixels: { readonly evidence: ClippingLevel['evidence'] };
  /** The largest value that the file can hold. */
  dataType: {};
  unknown: {};
}>;

/**
 * Decides what is saturated by what the file says, as long as the pixels agree: where they are cut off lower, or most of
 * them are above what it says, they count.
 * @param scan of the image
 * @param found its highest value
 */
export function frameSaturation(
  declared: DeclaredSaturation,
  image: Image,
  scan: PixelScan,
  found = scan.highestValue()
): Saturation {
  const limit = credibleLimit(declared, image, found.highest);
  const clipped = clippingLevel(image, scan, found);
  if (clipped && !(limit && limit.level <= clipped.level))
    return saturation(clipped.level, { code: 'pixels', parameters: { evidence: clipped.evidence } });
  if (limit) return saturation(limit.level, { code: 'header', parameters: { keyword: limit.keyword } });
  return declared.largest < Infinity
    ? saturation(declared.largest, { code: 'dataType', parameters: {} })
    : saturation(Infinity, { code: 'unknown', parameters: {} });
}

const saturation = (level: number, source: SaturationSource): Saturation => ({
  level: Math.fround(level),
  source
});

interface Limit {
  readonly level: number;
  readonly keyword: 'SATURATE' | 'DATAMAX';
}

function credibleLimit(
  { saturate, dataMax }: DeclaredSaturation,
  image: Image,
  highest: number
): Limit | null {
  const isLimit = dataMax !== null && Math.fround(dataMax) !== highest;
  const limit: Limit | null =
    saturate !== null
      ? { level: saturate, keyword: 'SATURATE' }
      : isLimit
        ? { level: dataMax, keyword: 'DATAMAX' }
        : null;
  return limit && median(samplePixels(image.data)) < limit.level ? limit : null;
}
