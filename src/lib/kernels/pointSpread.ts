import { SOURCE_QUALITY } from '../domain/sourceQuality';
import type { Patch } from './Patch';
import { WindowedProfile } from './WindowedProfile';
import type { Footprints } from './findFootprints';
import { medianInPlace } from './median';

/** Least height of the stars it is measured on, sigma, and their least pixels above the threshold. */
const BRIGHT = 20;
const MIN_PIXELS = 9;
/** As many as are enough. */
const MAX_STARS = 200;
/** Light of the neighbours of the highest pixel, as a part of its own, that makes a star. */
const LEAST_NEIGHBOUR = 0.1;

/** Medians over stars, of the width along both axes and along the shortest, pixels. */
export interface PointSpread {
  readonly fwhm: number;
  readonly minorFwhm: number;
}

/** How wide the stars of an image are: bright ones that are not saturated; NaN without any. */
export function pointSpread(patch: Patch, footprints: Footprints): PointSpread {
  const candidates = Array.from({ length: footprints.count }, (_, i) => i).filter(
    (i) => pixelsOf(footprints, i) >= MIN_PIXELS
  );
  const stride = Math.ceil(candidates.length / MAX_STARS);
  const fwhm = new Float32Array(candidates.length);
  const minorFwhm = new Float32Array(candidates.length);
  const profile = new WindowedProfile();
  let stars = 0;
  for (let k = 0; k < candidates.length; k += stride) {
    patch.load(footprints, candidates[k]);
    if (!measureStar(patch, profile)) continue;
    fwhm[stars] = profile.fwhm;
    minorFwhm[stars++] = profile.minorFwhm;
  }
  return { fwhm: medianInPlace(fwhm, stars), minorFwhm: medianInPlace(minorFwhm, stars) };
}

function pixelsOf({ offsets, starts, ends }: Footprints, i: number): number {
  let pixels = 0;
  for (let run = offsets[i]; run < offsets[i + 1]; run++) pixels += ends[run] - starts[run];
  return pixels;
}

/** False unless the highest pixel of the patch is the middle of a bright star. */
function measureStar(patch: Patch, profile: WindowedProfile): boolean {
  const { light, quality, width, pixels, pixelCount, rms } = patch;
  let top = pixels[0];
  let bits = 0;
  for (let k = 0; k < pixelCount; k++) {
    bits |= quality[pixels[k]];
    if (light[pixels[k]] > light[top]) top = pixels[k];
  }
  if (bits & (SOURCE_QUALITY.saturated | SOURCE_QUALITY.edge | SOURCE_QUALITY.blank)) return false;
  const neighbours = Math.min(light[top - 1], light[top + 1], light[top - width], light[top + width]);
  if (light[top] < BRIGHT * rms || neighbours < LEAST_NEIGHBOUR * light[top]) return false;
  return profile.measureUnknown(patch, top % width, Math.floor(top / width));
}
