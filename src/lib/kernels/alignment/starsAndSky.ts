import type { Image } from '../../domain/image/Image';
import type { SkyRefusal } from '../../domain/measurement/SkyRefusal';
import type { Refused } from '../../domain/statement/Refused';
import { aperturePhotometry, type Positions } from '../photometry/aperturePhotometry';
import { background, type Background } from '../sky/background';
import { detectSources } from '../sources/detectSources';
import { findBrightStars } from '../sources/findBrightStars';
import { plainPixelScan, type PixelScan } from '../sky/PixelScan';
import { isReliable } from './reliableStars';
import type { StarCatalogue } from './StarCatalogue';

export interface StarsAndSky {
  /** The stars best suited to aligning frames: the brightest few hundred or, where those are few, all. */
  readonly stars: StarCatalogue;
  /** Full width at half maximum of the stars, pixels; NaN if there are none. */
  readonly fwhm: number;
  /** Level and noise of the sky, in units of the image. */
  readonly level: number;
  readonly noise: number;
  /** The highest pixel value, and how many pixels have it. */
  readonly highest: number;
  readonly atHighest: number;
  /** Number of pixels without a value. */
  readonly blank: number;
}

/** Enough for stars far brighter than the sky: a wide mesh, sampled every `step` pixels along both axes. */
const COARSE_MESH = { meshSize: 128, step: 5 };
/** With fewer bright stars, a shifted or dimmed frame might share too few of them: then all stars are detected. */
const MIN_BRIGHT_STARS = 100;
/** Radius of the apertures for flux, in FWHM: they then hold the same fraction of a star's light in every frame. */
const APERTURE_RADIUS = 1.5;

/**
 * Finds the stars of a frame and measures its sky; returns a refusal if there is nothing in it that could be aligned.
 * @param saturation null if no limit is known: the highest value is then taken for it, as several stars reach the same
 * value only if it is a limit
 * @param scan of the image
 */
export function starsAndSky(
  image: Image,
  saturation: number | null,
  scan = plainPixelScan(image)
): StarsAndSky | Refused<SkyRefusal> {
  const { present, highest, atHighest } = scan.highestValue();
  if (present === 0) return { refusal: { code: 'allBlank', parameters: {} } };
  if (2 * atHighest > present) return { refusal: { code: 'halfAtHighest', parameters: { highest } } };
  const limit = saturation ?? highest;
  const found = brightStars(image, limit, scan) ?? allStars(image, limit, scan);
  if (!found) return { refusal: { code: 'noNoise', parameters: {} } };
  const { sky, ...stars } = found;
  return {
    ...stars,
    level: sky.globalLevel,
    noise: sky.globalRms,
    highest,
    atHighest,
    blank: image.data.length - present
  };
}

interface Found extends Pick<StarsAndSky, 'stars' | 'fwhm'> {
  readonly sky: Background;
}

/** Null if there are too few, or the sky has no noise. */
function brightStars(image: Image, saturation: number, scan: PixelScan): Found | null {
  const sky = background(image, { ...COARSE_MESH, scan });
  if (!(sky.globalRms > 0)) return null;
  const { fwhm, ...positions } = findBrightStars(image, sky, saturation, scan);
  if (positions.count < MIN_BRIGHT_STARS) return null;
  const flux = fluxOf(image, sky, positions, fwhm);
  return { sky, fwhm, stars: { ...positions, flux, quality: new Uint8Array(positions.count) } };
}

/** Null if the sky has no noise. */
function allStars(image: Image, saturation: number, scan: PixelScan): Found | null {
  const sky = background(image, { scan });
  if (!(sky.globalRms > 0)) return null;
  const { sources, fwhm } = detectSources(image, sky, { saturation, scan });
  if (!(fwhm > 0)) return { sky, fwhm, stars: sources };
  // Aperture fluxes compare with those of a frame with many stars, but not where other light falls into the aperture.
  const apertureFlux = fluxOf(image, sky, sources, fwhm);
  const flux = sources.flux.map((isophotal, i) =>
    isReliable(sources.quality[i]) ? apertureFlux[i] : isophotal
  );
  return { sky, fwhm, stars: { ...sources, flux } };
}

const fluxOf = (image: Image, { level }: Background, positions: Positions, fwhm: number): Float64Array =>
  aperturePhotometry(image, positions, [APERTURE_RADIUS * fwhm], { level })[0].sum;
