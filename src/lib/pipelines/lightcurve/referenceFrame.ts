import type { SoleImage } from '../../fits/image/readSoleImage';
import type { SourceCatalogue } from '../../domain/measurement/SourceCatalogue';
import { background } from '../../kernels/sky/background';
import { detectSources } from '../../kernels/sources/detectSources';
import { AsyncError } from '../api';
import type { Frame } from './openFrames';

/** The frame on which target and comparison stars are told where they are. */
export interface ReferenceFrame {
  readonly frame: Frame;
  readonly sources: SourceCatalogue;
  /** Of its stars, pixels. */
  readonly fwhm: number;
  /** Of a pixel of its sky, in units of the image. */
  readonly noise: number;
}

/** A star by its place on the reference frame, pixels. */
export interface NamedPlace {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  /** Known magnitude; NaN for most. */
  readonly magnitude: number;
}

/** @throws AsyncError if there are no stars on it */
export function referenceFrame(frame: Frame, { image, scan }: SoleImage): ReferenceFrame {
  const sky = background(image, { scan });
  const { sources, fwhm } = detectSources(image, sky, {
    threshold: 3,
    saturation: frame.saturation,
    scan
  });
  if (sources.count === 0 || !(fwhm > 0))
    throw new AsyncError(
      `No stars were found on the reference frame '${frame.name}'. Choose another frame as reference.`
    );
  return { frame, sources, fwhm, noise: sky.globalRms };
}
