import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import type { Patch } from './Patch';
import { HalfTurn } from './HalfTurn';
import { WindowedProfile } from './WindowedProfile';
import type { Footprints } from './findFootprints';
import { medianInPlace } from '../array/median';
import { quickselect } from '../array/quickselect';

/** Least height of the stars it is measured on, sigma, and their least pixels above the threshold. */
const BRIGHT = 20;
const MIN_PIXELS = 9;
/** As many as are enough. */
const MAX_STARS = 200;
/** Part of the stars that is most of them. */
const MOST = 0.9;
/** Light that noise leaves on one side of a star, sigma of a pixel. */
const CHANCE = 2;
/** Light of the neighbours of the highest pixel, as a part of its own, that makes a star. */
const LEAST_NEIGHBOUR = 0.1;

/** Of the stars of an image. */
export interface PointSpread {
  /** Medians of the width along both axes together and along the shortest, pixels. */
  readonly fwhm: number;
  readonly minorFwhm: number;
  /** Light that is on one side of the peak and not on the other, beyond noise, in that of the peak: most have less. */
  readonly asymmetry: number;
}

/** How wide the stars of an image are: bright ones that are not saturated; NaN without any. */
export function pointSpread(patch: Patch, footprints: Footprints): PointSpread {
  const candidates = Array.from({ length: footprints.count }, (_, i) => i).filter(
    (i) => pixelsOf(footprints, i) >= MIN_PIXELS
  );
  const stride = Math.ceil(candidates.length / MAX_STARS);
  const fwhm = new Float32Array(candidates.length);
  const minorFwhm = new Float32Array(candidates.length);
  const asymmetry = new Float32Array(candidates.length);
  const profile = new WindowedProfile();
  const turn = new HalfTurn();
  let stars = 0;
  let turned = 0;
  for (let k = 0; k < candidates.length; k += stride) {
    patch.load(footprints, candidates[k]);
    const top = highestOf(patch);
    if (!measureStar(patch, top, profile)) continue;
    if (turn.measure(patch, top, profile.fwhm, null))
      asymmetry[turned++] = Math.max(0, turn.excess - CHANCE * patch.rms) / turn.peak;
    fwhm[stars] = profile.fwhm;
    minorFwhm[stars++] = profile.minorFwhm;
  }
  return {
    fwhm: medianInPlace(fwhm, stars),
    minorFwhm: medianInPlace(minorFwhm, stars),
    asymmetry: turned > 0 ? quickselect(asymmetry, Math.floor(MOST * (turned - 1)), turned) : NaN
  };
}

function pixelsOf({ offsets, starts, ends }: Footprints, i: number): number {
  let pixels = 0;
  for (let run = offsets[i]; run < offsets[i + 1]; run++) pixels += ends[run] - starts[run];
  return pixels;
}

function highestOf({ light, pixels, pixelCount }: Patch): number {
  let top = pixels[0];
  for (let k = 0; k < pixelCount; k++) if (light[pixels[k]] > light[top]) top = pixels[k];
  return top;
}

/** False unless the highest pixel of the patch is the middle of a bright star. */
function measureStar(patch: Patch, top: number, profile: WindowedProfile): boolean {
  const { light, quality, width, pixels, pixelCount, rms } = patch;
  let bits = 0;
  for (let k = 0; k < pixelCount; k++) bits |= quality[pixels[k]];
  if (bits & (SOURCE_QUALITY.saturated | SOURCE_QUALITY.edge | SOURCE_QUALITY.blank)) return false;
  const neighbours = Math.min(light[top - 1], light[top + 1], light[top - width], light[top + width]);
  if (light[top] < BRIGHT * rms || neighbours < LEAST_NEIGHBOUR * light[top]) return false;
  return profile.measureUnknown(patch, top % width, Math.floor(top / width));
}
