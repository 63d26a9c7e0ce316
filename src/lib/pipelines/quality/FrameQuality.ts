import type { FileFacts } from '../../domain/image/FileFacts';
import type { ExclusionReason } from './ExclusionReason';
import type { StarList } from '../../kernels/alignment/matchStars';

/** One of the input files. */
export interface NumberedFile {
  readonly name: string;
  /** Its place among them, from 1. */
  readonly number: number;
}

/** A file that could not be measured. */
export interface UnreadableFile extends NumberedFile {
  readonly reason: ExclusionReason;
}

/** What was measured on one frame. Numbers are NaN where there was nothing to measure. */
export interface FrameQuality extends NumberedFile {
  /** Time, filter, exposure time and frame type, from the user or else the header. */
  readonly facts: FileFacts;
  readonly width: number;
  readonly height: number;
  /** Medians over the frame, in its units. */
  readonly background: number;
  readonly backgroundRms: number;
  readonly stars: number;
  /** Median full width at half maximum of the stars, pixels. */
  readonly fwhm: number;
  /** Arcseconds per pixel in the middle; NaN without world coordinates. */
  readonly pixelScale: number;
  /** Median ratio of the longest to the shortest axis of the stars. */
  readonly elongation: number;
  readonly pixels: PixelCounts;
  readonly hotPixels: number;
  readonly cosmicRays: number;
  /** Length of the longest straight streak, pixels; 0 without one. */
  readonly trailLength: number;
  /** For matching with other frames. */
  readonly brightStars: StarList;
}

/** What can be measured without the other files. */
export type SingleFrameQuality = Omit<FrameQuality, 'number'>;

export interface PixelCounts {
  readonly blank: number;
  readonly saturated: number;
  /** Among the pixels that are not blank; infinite if all are blank. */
  readonly highest: number;
  /** No two of them differ. */
  readonly isConstant: boolean;
}
