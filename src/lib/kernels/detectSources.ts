import type { Image } from '../domain/Image';
import type { SourceCatalogue } from '../domain/SourceCatalogue';
import { SOURCE_QUALITY } from '../domain/sourceQuality';
import { Deblender } from './Deblender';
import { Patch } from './Patch';
import { SourceTable } from './SourceTable';
import type { Background } from './background';
import { findFootprints } from './findFootprints';
import { measureSources } from './measureSources';
import { pointSpread } from './pointSpread';
import { removeSharpPixels } from './removeSharpPixels';
import { spuriousSources } from './spuriousSources';

export interface DetectionOptions {
  /** Height above the background, after smoothing, in units of the noise of a pixel. */
  readonly threshold?: number;
  /** Pixels in touch that make a source. */
  readonly minPixels?: number;
  /** Levels between threshold and peak at which sources are told apart, at most 127. */
  readonly deblendLevels?: number;
  /** Least part of the light of sources in touch that makes one of its own. */
  readonly deblendContrast?: number;
  /** Value of the image at which the detector saturates. */
  readonly saturation?: number;
}

export interface Detection {
  readonly sources: SourceCatalogue;
  /** Full width at half maximum of the stars, the median of bright ones, pixels; NaN if there is none. */
  readonly fwhm: number;
  /** Single pixels, and groups of pixels, that were above the threshold but too sharp for the optics. */
  readonly hotPixels: number;
  readonly cosmicRays: number;
  readonly sharpPixels: SharpPixelList;
}

/** The pixels of hot pixels and cosmic rays. */
export interface SharpPixelList {
  /** Their index in the image. */
  readonly pixels: Int32Array;
  /** What stands for them: the mean of those around, above the background. */
  readonly light: Float32Array;
  /** The bit of `SOURCE_QUALITY` that says which they are. */
  readonly quality: Uint8Array;
}

/** Pixels around a footprint while it is not known how wide stars are. */
const FIRST_MARGIN = 16;
/** Width along the shortest axis where no star tells: as sharp as stars can be that are still resolved. */
const SHARPEST_FWHM = 1.5;
/** Width of the window of centroids, in those of a star: stars have wider wings than the window. */
const WINDOW = 1.3;
const DEFAULT_SIGMA = 1.5;
const FWHM_PER_SIGMA = Math.sqrt(8 * Math.LN2);

/**
 * The stars and other sources of an image: footprints above the threshold, in which hot pixels and cosmic rays are
 * replaced, sources in touch are told apart, measured, and bumps in the wings of bright ones left out.
 *
 * Source: Bertin & Arnouts (1996), A&AS 117, 393, with the defaults of Source Extractor, but for the contrast; hot
 * pixels and cosmic rays are treated otherwise (`removeSharpPixels`), and are no sources, and close stars are told
 * apart in sharpened light (`SharpenedPatch`).
 * @throws RangeError if an option is out of its range
 */
export function detectSources(
  image: Image,
  background: Background,
  options: DetectionOptions = {}
): Detection {
  const { threshold = 1.5, minPixels = 5, saturation = Infinity } = options;
  const { deblendLevels = 32, deblendContrast = 0.002 } = options;
  if (!(threshold > 0)) throw new RangeError(`threshold must be above 0, not ${threshold}`);
  if (!(minPixels >= 1)) throw new RangeError(`minPixels must be at least 1, not ${minPixels}`);
  if (!(deblendLevels >= 1 && deblendLevels <= 127)) {
    throw new RangeError(`deblendLevels must be from 1 to 127, not ${deblendLevels}`);
  }
  const footprints = findFootprints(image, background, threshold, minPixels);
  const { fwhm, minorFwhm } = pointSpread(new Patch(image, background, FIRST_MARGIN, saturation), footprints);
  const sigma = fwhm > 0 ? (WINDOW * fwhm) / FWHM_PER_SIGMA : DEFAULT_SIGMA;

  const patch = new Patch(image, background, Math.ceil(4 * sigma) + 1, saturation);
  const deblender = new Deblender(deblendLevels, deblendContrast, minPixels, fwhm / FWHM_PER_SIGMA);
  const table = new SourceTable();
  let hotPixels = 0;
  let cosmicRays = 0;
  const removed: { readonly pixel: number; readonly light: number; readonly quality: number }[] = [];
  for (let i = 0; i < footprints.count; i++) {
    patch.load(footprints, i);
    const limit = threshold * patch.rms;
    const sharp = removeSharpPixels(patch, minorFwhm > 0 ? minorFwhm : SHARPEST_FWHM, limit);
    hotPixels += sharp.hotPixels;
    cosmicRays += sharp.cosmicRays;
    for (const k of sharp.removed) removed.push(removedPixel(patch, k, image.width));
    const count = deblender.deblend(patch, limit);
    measureSources(patch, deblender.labels, count, sigma, table);
  }
  const sources = table.catalogue(spuriousSources(table, threshold * background.globalRms));
  const sharpPixels = {
    pixels: Int32Array.from(removed, ({ pixel }) => pixel),
    light: Float32Array.from(removed, ({ light }) => light),
    quality: Uint8Array.from(removed, ({ quality }) => quality)
  };
  return { sources, fwhm, hotPixels, cosmicRays, sharpPixels };
}

function removedPixel({ left, top, width, light, quality }: Patch, k: number, imageWidth: number) {
  const x = left + (k % width);
  const y = top + Math.floor(k / width);
  const { cosmicRay, hotPixel } = SOURCE_QUALITY;
  return { pixel: y * imageWidth + x, light: light[k], quality: quality[k] & cosmicRay || hotPixel };
}
