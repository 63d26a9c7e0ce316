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
import { removeTrails, type TrailRemoval } from './removeTrails';
import { removeSharpPixels } from './removeSharpPixels';
import { spuriousSources } from './spuriousSources';

export interface DetectionOptions {
  /** Height above the background after smoothing, in units of the noise of a pixel. */
  readonly threshold?: number;
  /** Minimum number of connected pixels in a source. */
  readonly minPixels?: number;
  /** Number of levels between threshold and peak for deblending, at most 127. */
  readonly deblendLevels?: number;
  /** Minimum fraction of the light of a blend that makes a source of its own. */
  readonly deblendContrast?: number;
  /** Value of the image at which the detector saturates. */
  readonly saturation?: number;
  /** Scan of the image. */
  readonly scan?: PixelScan;
}

export interface Detection {
  readonly sources: SourceCatalogue;
  /** Full width at half maximum of the stars, median of the bright ones, pixels; NaN if there are none. */
  readonly fwhm: number;
  /** Numbers of single pixels and of groups of pixels above the threshold that were too sharp for the optics. */
  readonly hotPixels: number;
  readonly cosmicRays: number;
  readonly trails: number;
  readonly replaced: ReplacedPixels;
  /** Footprints in the original image, trails included. */
  readonly footprints: Footprints;
}

/** Pixels of trails, hot pixels and cosmic rays, in this order; a pixel may occur twice. */
export interface ReplacedPixels {
  /** Indices in the image. */
  readonly pixels: Int32Array;
  /** Replacement values in units of the image: the value without the trail, or the mean of the surrounding pixels. */
  readonly values: Float32Array;
  /** The bit of `SOURCE_QUALITY` that each gives to its source; for trails, `blended`. */
  readonly quality: Uint8Array;
}

/** Margin around a footprint as long as the width of the stars is not known, pixels. */
const FIRST_MARGIN = 16;
/** FWHM along the minor axis to assume if there is no star: the sharpest that is still resolved. */
const SHARPEST_FWHM = 1.5;
const DEFAULT_SIGMA = 1.5;

/**
 * Detects and measures the stars and other sources of an image: removes trails, finds footprints above the threshold,
 * replaces hot pixels and cosmic rays in them, deblends and measures the sources, and drops bumps in the wings of bright
 * ones.
 *
 * Source: Bertin & Arnouts (1996), A&AS 117, 393, with the defaults of Source Extractor except for the contrast. In
 * addition, trails (`removeTrails`), hot pixels and cosmic rays (`removeSharpPixels`) are not taken for sources, and close
 * stars are deblended in sharpened light (`SharpenedPatch`).
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
  const trailRemoval = fwhm > 0 ? removeTrails(image, background, footprints, fwhm, saturation) : null;
  if (trailRemoval) image = trailRemoval.image;
  const found = trailRemoval ? findFootprints(image, background, threshold, minPixels) : footprints;
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
  const trails = trailRemoval?.trails ?? 0;
  const replaced = replacedPixels(trailRemoval, removed);
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

function replacedPixels(trailRemoval: TrailRemoval | null, removed: readonly RemovedPixel[]): ReplacedPixels {
  const trail = trailRemoval?.pixels ?? new Int32Array(0);
  const count = trail.length + removed.length;
  const pixels = new Int32Array(count);
  const values = new Float32Array(count);
  const quality = new Uint8Array(count).fill(SOURCE_QUALITY.blended);
  pixels.set(trail);
  for (const [k, pixel] of trail.entries()) values[k] = trailRemoval!.image.data[pixel];
  for (const [k, { pixel, value, quality: bit }] of removed.entries()) {
    pixels[trail.length + k] = pixel;
    values[trail.length + k] = value;
    quality[trail.length + k] = bit;
  }
  return { pixels, values, quality };
}
