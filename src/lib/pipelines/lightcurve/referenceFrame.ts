import type { SourceCatalogue } from '../../domain/measurement/SourceCatalogue';
import type { FrameMosaic } from '../../frames/frameMosaic';
import type { LentImage } from '../../frames/lendImage';
import { frameBackground } from '../../frames/frameBackground';
import type { FrameColour } from '../../kernels/picture/mosaicColour';
import { detectSources } from '../../kernels/sources/detectSources';
import { AsyncError, namingFile } from '../api';
import type { TimedFrame } from './openFrames';

/** The frame on which the target and the comparison stars are found. */
export interface ReferenceFrame {
  readonly frame: TimedFrame;
  readonly sources: SourceCatalogue;
  /** Median of its stars, pixels. */
  readonly fwhm: number;
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
  const { image, scan, saturation, mosaic, colour } = lent;
  const sky = frameBackground(lent);
  const { sources, fwhm } = detectSources(image, sky, {
    threshold: 3,
    saturation: saturation.level,
    scan
  });
  return {
    frame,
    sources,
    fwhm,
    noise: sky.globalRms,
    mosaic,
    measured: colour.measured,
    gainShare: colour.gain
  };
}

/** @throws AsyncError if there are no stars on it */
export function refuseStarless({ frame, sources, fwhm }: ReferenceFrame): void {
  if (sources.count === 0 || !(fwhm > 0))
    throw new AsyncError(
      `No stars were found on the reference frame '${frame.name}'. Choose another frame as reference.`
    );
}
