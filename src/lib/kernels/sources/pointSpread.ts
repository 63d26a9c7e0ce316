import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import type { Patch } from './Patch';
import { HalfTurn } from './HalfTurn';
import { WindowedProfile } from './WindowedProfile';
import type { Footprints } from './findFootprints';
import { medianInPlace } from '../array/median';
import { quickselect } from '../array/quickselect';

/** Minimum height of the stars that are measured, sigma, and minimum number of their pixels above the threshold. */
const BRIGHT = 20;
const MIN_PIXELS = 9;
const MAX_STARS = 200;
/** The asymmetry is this quantile over the stars. */
const QUANTILE = 0.9;
/** Asymmetry caused by noise, pixel sigmas. */
const NOISE = 2;
/** Minimum light of each neighbour of a star's highest pixel, as a fraction of that pixel. */
const MIN_NEIGHBOUR = 0.1;

/** Sigma of the window to start with, pixels; the next where no star is so narrow that the first converges on it. */
const FIRST_SIGMAS = [1.5, 3, 6];

/** The point spread function of an image in a few numbers. */
export interface PointSpread {
  /** Median FWHM of the stars, mean of both axes and along the minor axis, pixels. */
  readonly fwhm: number;
  readonly minorFwhm: number;
  /** Light on one side of the peak that is missing on the other, noise aside, relative to the peak; most stars have less. */
  readonly asymmetry: number;
}

/** Measures how wide stars are, from bright unsaturated ones; NaN if there are none. */
export function pointSpread(patch: Patch, footprints: Footprints): PointSpread {
  let found = spreadFrom(FIRST_SIGMAS[0], patch, footprints);
  for (let k = 1; k < FIRST_SIGMAS.length && !(found.fwhm > 0); k++)
    found = spreadFrom(FIRST_SIGMAS[k], patch, footprints);
  return found;
}

function spreadFrom(sigma: number, patch: Patch, footprints: Footprints): PointSpread {
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
    if (!measureStar(patch, top, profile, sigma)) continue;
    if (turn.measure(patch, top, profile.fwhm, null))
      asymmetry[turned++] = Math.max(0, turn.excess - NOISE * patch.rms) / turn.peak;
    fwhm[stars] = profile.fwhm;
    minorFwhm[stars++] = profile.minorFwhm;
  }
  return {
    fwhm: medianInPlace(fwhm, stars),
    minorFwhm: medianInPlace(minorFwhm, stars),
    asymmetry: turned > 0 ? quickselect(asymmetry, Math.floor(QUANTILE * (turned - 1)), turned) : NaN
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

/** Returns false unless the highest pixel of the patch is the centre of a bright star. */
function measureStar(patch: Patch, top: number, profile: WindowedProfile, sigma: number): boolean {
  const { light, quality, width, pixels, pixelCount, rms } = patch;
  let bits = 0;
  for (let k = 0; k < pixelCount; k++) bits |= quality[pixels[k]];
  if (bits & (SOURCE_QUALITY.saturated | SOURCE_QUALITY.edge | SOURCE_QUALITY.blank)) return false;
  const neighbours = Math.min(light[top - 1], light[top + 1], light[top - width], light[top + width]);
  if (light[top] < BRIGHT * rms || neighbours < MIN_NEIGHBOUR * light[top]) return false;
  return profile.measureUnknown(patch, top % width, Math.floor(top / width), sigma);
}
