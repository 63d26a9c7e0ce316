import type { Image } from '../../domain/image/Image';
import type { SourceCatalogue } from '../../domain/measurement/SourceCatalogue';
import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import { Blend } from './Blend';
import { CompanionFinder } from './CompanionFinder';
import { Deblender } from './Deblender';
import { Patch } from './Patch';
import { SourceTable } from './SourceTable';
import type { Background } from '../sky/background';
import { centroidWindow } from './centroidWindow';
import { findFootprints, type Footprints } from './findFootprints';
import { FWHM_PER_SIGMA } from './fwhmPerSigma';
import { measureSource } from './measureSource';
import type { PixelScan } from '../sky/PixelScan';
import { pointSpread } from './pointSpread';
import { removeTrails, type TrailLess } from './removeTrails';
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
  /** Of the image. */
  readonly scan?: PixelScan;
}

export interface Detection {
  readonly sources: SourceCatalogue;
  /** Full width at half maximum of the stars, the median of bright ones, pixels; NaN if there is none. */
  readonly fwhm: number;
  /** Single pixels, and groups of pixels, that were above the threshold but too sharp for the optics. */
  readonly hotPixels: number;
  readonly cosmicRays: number;
  readonly trails: number;
  readonly replaced: ReplacedPixels;
  /** Of the image as it is: trails are among them. */
  readonly footprints: Footprints;
}

/** The pixels of trails, hot pixels and cosmic rays, in this order: one may be there twice. */
export interface ReplacedPixels {
  /** Their index in the image. */
  readonly pixels: Int32Array;
  /** What stands for them, in units of the image: what the trail left, or the mean of those around. */
  readonly values: Float32Array;
  /** The bit of `SOURCE_QUALITY` that a source has from them; a trail is blended with it. */
  readonly quality: Uint8Array;
}

/** Pixels around a footprint while it is not known how wide stars are. */
const FIRST_MARGIN = 16;
/** Width along the shortest axis where no star tells: as sharp as stars can be that are still resolved. */
const SHARPEST_FWHM = 1.5;
const DEFAULT_SIGMA = 1.5;

/**
 * The stars and other sources of an image without its trails: footprints above the threshold, in which hot pixels and
 * cosmic rays are replaced, sources in touch are told apart, measured, and bumps in the wings of bright ones left out.
 *
 * Source: Bertin & Arnouts (1996), A&AS 117, 393, with the defaults of Source Extractor, but for the contrast; trails
 * (`removeTrails`), hot pixels and cosmic rays (`removeSharpPixels`) are no sources, and close stars are told apart in
 * sharpened light (`SharpenedPatch`).
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
  const footprints = findFootprints(image, background, threshold, minPixels, options.scan);
  const { fwhm, minorFwhm, asymmetry } = pointSpread(
    new Patch(image, background, FIRST_MARGIN, saturation),
    footprints
  );
  const trailLess = fwhm > 0 ? removeTrails(image, background, footprints, fwhm, saturation) : null;
  if (trailLess) image = trailLess.image;
  const found = trailLess ? findFootprints(image, background, threshold, minPixels) : footprints;
  const sigma = fwhm > 0 ? centroidWindow(fwhm) : DEFAULT_SIGMA;

  const patch = new Patch(image, background, Math.ceil(4 * sigma) + 1, saturation);
  const deblender = new Deblender(deblendLevels, deblendContrast, minPixels, fwhm / FWHM_PER_SIGMA);
  const companions = new CompanionFinder(fwhm, asymmetry, minPixels);
  const blend = new Blend(fwhm);
  const table = new SourceTable();
  let hotPixels = 0;
  let cosmicRays = 0;
  const removed: RemovedPixel[] = [];
  for (let i = 0; i < found.count; i++) {
    patch.load(found, i);
    const limit = threshold * patch.rms;
    const sharp = removeSharpPixels(patch, minorFwhm > 0 ? minorFwhm : SHARPEST_FWHM, limit);
    hotPixels += sharp.hotPixels;
    cosmicRays += sharp.cosmicRays;
    for (const k of sharp.removed) removed.push(removedPixel(patch, k, image.width, background));
    let count = deblender.deblend(patch, limit);
    if (count === 1 && companions.find(patch, deblender.labels)) count = 2;
    for (const one of blend.sources(patch, deblender.labels, count)) measureSource(one, sigma, table);
  }
  const sources = table.catalogue(spuriousSources(table, threshold * background.globalRms));
  const trails = trailLess?.trails ?? 0;
  const replaced = replacedPixels(trailLess, removed);
  return { sources, fwhm, hotPixels, cosmicRays, trails, replaced, footprints };
}

interface RemovedPixel {
  readonly pixel: number;
  readonly value: number;
  readonly quality: number;
}

function removedPixel(patch: Patch, k: number, imageWidth: number, { level }: Background): RemovedPixel {
  const x = patch.left + (k % patch.width);
  const y = patch.top + Math.floor(k / patch.width);
  const sky = new Float32Array(1);
  level.row(y, sky, x);
  const { cosmicRay, hotPixel } = SOURCE_QUALITY;
  return {
    pixel: y * imageWidth + x,
    value: sky[0] + patch.light[k],
    quality: patch.quality[k] & cosmicRay || hotPixel
  };
}

function replacedPixels(trailLess: TrailLess | null, removed: readonly RemovedPixel[]): ReplacedPixels {
  const trail = trailLess?.pixels ?? new Int32Array(0);
  const count = trail.length + removed.length;
  const pixels = new Int32Array(count);
  const values = new Float32Array(count);
  const quality = new Uint8Array(count).fill(SOURCE_QUALITY.blended);
  pixels.set(trail);
  for (const [k, pixel] of trail.entries()) values[k] = trailLess!.image.data[pixel];
  for (const [k, { pixel, value, quality: bit }] of removed.entries()) {
    pixels[trail.length + k] = pixel;
    values[trail.length + k] = value;
    quality[trail.length + k] = bit;
  }
  return { pixels, values, quality };
}
