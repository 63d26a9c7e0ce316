import type { SourceCatalogue } from '../../domain/measurement/SourceCatalogue';
import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import type { FrameMosaic } from '../../frames/frameMosaic';
import type { LentImage } from '../../frames/lendImage';
import type { FrameColour } from '../../kernels/picture/mosaicColour';
import { median } from '../../kernels/array/median';
import { detectSources } from '../../kernels/sources/detectSources';
import { FWHM_PER_SIGMA } from '../../kernels/sources/fwhmPerSigma';
import { AsyncError, namingFile } from '../api';
import type { TimedFrame } from './openFrames';
import { starImage } from './starImage';

/** Tried one after the other where no star has the usual shape: for stars out of focus, or drawn out. Pixels. */
const BLURS = [2, 4, 8];
/** Full width at half maximum from which something else than stars may have been measured, pixels. */
const WIDE = 8;
/** Widths by core and by extent of the brightest stars differ by at most this factor, if they are no rings. */
const FILLED = 1.3;
const BRIGHTEST = 20;
/** Full width at half maximum up to which stars may be too sharp to be told from hot pixels, pixels. */
const SHARP = 2;
/** Number of them that are no accident. */
const MIN_SHARP = 3;

/** The frame on which the target and the comparison stars are found. */
export interface ReferenceFrame {
  readonly frame: TimedFrame;
  readonly sources: SourceCatalogue;
  /** Median of its stars, pixels; of rings and trails, that of a Gaussian as long as they are. */
  readonly fwhm: number;
  /** What their width is measured to be where they are looked for, blurred or not, pixels. */
  readonly seenFwhm: number;
  /** The full width of a Gaussian with as large a core there, under which centroids converge, pixels. */
  readonly window: number;
  /** Sigma of the Gaussian with which frames are blurred before stars are looked for on them, pixels; 0 for none. */
  readonly blur: number;
  /** Standard deviation of a pixel of its sky, in units of the image. */
  readonly noise: number;
  readonly mosaic: FrameMosaic;
  /** Null where it has no colours. */
  readonly measured: FrameColour | null;
  /** See `InterpolatedNoise`. */
  readonly gainShare: number;
}

/** A star at a place on the reference frame, pixels. */
export interface NamedPlace {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  /** Known magnitude; NaN for most. */
  readonly magnitude: number;
}

/** @throws AsyncError if it cannot be read, or there are no stars on it */
export async function referenceFrame(frame: TimedFrame): Promise<ReferenceFrame> {
  const reference = await namingFile(frame.name, () => frame.withImage((lent) => withSources(frame, lent)));
  refuseStarless(reference);
  return reference;
}

/** @param lent the image of the frame */
export function withSources(frame: TimedFrame, lent: LentImage): ReferenceFrame {
  const { mosaic, colour } = lent;
  return { frame, ...clearStars(lent), mosaic, measured: colour.measured, gainShare: colour.gain };
}

type FoundStars = Pick<ReferenceFrame, 'sources' | 'fwhm' | 'seenFwhm' | 'window' | 'blur' | 'noise'>;

/** As they are, or blurred as little as makes them look like stars. */
function clearStars(lent: LentImage): FoundStars {
  const plain = starsOn(lent, 0);
  if (plain.fwhm > 0 && (plain.fwhm < WIDE || (isClear(plain) && isFilled(plain)))) return plain;
  for (const blur of BLURS) {
    const blurred = starsOn(lent, blur);
    if (blurred.fwhm > 0 && isClear(blurred)) return blurred;
  }
  return plain;
}

/** Whether most of them are sources of their own, and neither sharp nor parts of others. */
const isClear = ({ sources }: FoundStars): boolean =>
  2 * sources.quality.filter((quality) => (quality & ~SOURCE_QUALITY.notCentred) === 0).length >
  sources.count;

/** Of a ring, the core is wider than all of it together. */
const isFilled = ({ sources, fwhm }: FoundStars): boolean =>
  fwhm < FILLED * FWHM_PER_SIGMA * median(sources.a.subarray(0, BRIGHTEST));

function starsOn(lent: LentImage, blur: number): FoundStars {
  const { image, sky, scan, sigma } = starImage(lent, blur);
  const { sources, fwhm } = detectSources(image, sky, {
    threshold: 3,
    saturation: lent.saturation.level,
    ...(scan && { scan })
  });
  const seenFwhm = fwhm > 0 ? fwhm : sharpFwhm(sources);
  const found = { sources, seenFwhm, blur, noise: sky.globalRms };
  if (blur === 0) return { ...found, fwhm: seenFwhm, window: seenFwhm };
  const [length, breadth] = [median(sources.a), median(sources.b)];
  return {
    ...found,
    fwhm: FWHM_PER_SIGMA * Math.sqrt(length ** 2 - sigma ** 2),
    window: FWHM_PER_SIGMA * Math.sqrt(length * breadth)
  };
}

/** Of stars that are hardly wider than a pixel, and look like hot ones; NaN if they are wider. */
function sharpFwhm({ fwhm, quality }: SourceCatalogue): number {
  const widths = fwhm.filter((width, i) => quality[i] === 0 && width > 0);
  const typical = widths.length < MIN_SHARP ? NaN : median(widths);
  return typical < SHARP ? typical : NaN;
}

/** @throws AsyncError if there are no stars on it */
export function refuseStarless({ frame, sources, fwhm }: ReferenceFrame): void {
  if (sources.count === 0 || !(fwhm > 0))
    throw new AsyncError(
      `No stars were found on the reference frame '${frame.name}'. Choose another frame as reference.`
    );
}
