import type { Image } from '../../domain/image/Image';
import type { Refused } from '../../domain/statement/Refused';
import type { Statements } from '../../domain/statement/Statement';
import { aperturePhotometry, type Positions } from '../photometry/aperturePhotometry';
import { background, type Background } from '../sky/background';
import { detectSources } from '../sources/detectSources';
import { findBrightStars } from '../sources/findBrightStars';
import { plainPixelScan, type PixelScan } from '../sky/PixelScan';
import { isSound } from './soundStars';
import type { StarCatalogue } from './StarCatalogue';

export interface StarsAndSky {
  /** Those that serve best to align frames: the brightest few hundred or, where these are few, all. */
  readonly stars: StarCatalogue;
  /** Full width at half maximum of the stars, pixels; NaN without any. */
  readonly fwhm: number;
  /** Of the sky, in units of the image. */
  readonly level: number;
  readonly noise: number;
  /** The highest value, and how many pixels have it. */
  readonly highest: number;
  readonly atHighest: number;
  /** Number of pixels without a value. */
  readonly blank: number;
}

export type SkyRefusal = Statements<{
  allBlank: {};
  halfAtHighest: { readonly highest: number };
  noNoise: {};
}>;

/** For the sky under stars far above it: wide cells, of which every so many pixels along both axes tell enough. */
const COARSE = { meshSize: 128, step: 5 };
/** Of fewer bright stars, a frame that is moved or dimmed might share too few: then all stars are looked for. */
const ENOUGH = 100;
/** Of the apertures for flux, in the width of a star: so the same part of the light is in them on all frames. */
const RADIUS = 1.5;

/**
 * Stars and sky of a frame; a refusal where it holds nothing that could be aligned.
 * @param saturation null where nothing names a limit: the highest value is suspect then, as many stars only reach it if
 * it is one
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

/** Null where they are too few. */
function brightStars(image: Image, saturation: number, scan: PixelScan): Found | null {
  const sky = background(image, { ...COARSE, scan });
  if (!(sky.globalRms > 0)) return null;
  const { fwhm, ...places } = findBrightStars(image, sky, saturation, scan);
  if (places.count < ENOUGH) return null;
  const flux = fluxOf(image, sky, places, fwhm);
  return { sky, fwhm, stars: { ...places, flux, quality: new Uint8Array(places.count) } };
}

/** Null where the sky has no noise. */
function allStars(image: Image, saturation: number, scan: PixelScan): Found | null {
  const sky = background(image, { scan });
  if (!(sky.globalRms > 0)) return null;
  const { sources, fwhm } = detectSources(image, sky, { saturation, scan });
  if (!(fwhm > 0)) return { sky, fwhm, stars: sources };
  // What is in an aperture can be compared with a frame of many stars; not where other light is in it.
  const inAperture = fluxOf(image, sky, sources, fwhm);
  const flux = sources.flux.map((isophotal, i) => (isSound(sources.quality[i]) ? inAperture[i] : isophotal));
  return { sky, fwhm, stars: { ...sources, flux } };
}

const fluxOf = (image: Image, { level }: Background, places: Positions, fwhm: number): Float64Array =>
  aperturePhotometry(image, places, [RADIUS * fwhm], { level })[0].sum;
