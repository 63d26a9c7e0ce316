import type { DataProductGroupPk, DataProductPk, Seconds, TargetPk, UnixMilliseconds } from './Brand';
import type { Corrections } from './Corrections';
import type { ObservedTime } from './ObservedTime';
import type { Position } from './Position';

export const DATA_PRODUCT_TYPES = {
  '': 'File',
  fits_file: 'FITS file',
  image_file: 'Image',
  timelapse: 'Timelapse',
  photometry: 'Photometry',
  source_catalogue: 'Source catalogue',
  light_curve: 'Light curve',
  spectroscopy: 'Spectroscopy',
  plot: 'Plot'
} as const;

export const FRAME_TYPES = { light: 'Light', bias: 'Bias', dark: 'Dark', flat: 'Flat' } as const;

export type FrameType = keyof typeof FRAME_TYPES;

/** What a FITS file says of itself, read once at import. `null`: the header does not say. */
export interface FileFacts {
  readonly object: string | null;
  readonly observed: ObservedTime | null;
  readonly filter: string | null;
  readonly exposureTime: Seconds | null;
  readonly frameType: FrameType | null;
  readonly site: string | null;
  readonly telescope: string | null;
  readonly instrument: string | null;
  /** Of the first two-dimensional image in the file, in pixels; null where there is no image. */
  readonly width: number | null;
  readonly height: number | null;
  /** Centre of that image, J2000, only if the header has a world coordinate system. */
  readonly centre: Position | null;
}

/** A file that belongs to a target. Its bytes are kept apart, so that lists of products stay light. */
export interface DataProduct {
  readonly pk: DataProductPk;
  /** Unique among the outputs of pipelines; uploads have none. */
  readonly productId: string | null;
  readonly name: string;
  readonly targetPk: TargetPk;
  readonly groupPks: readonly DataProductGroupPk[];
  /** A key of `DATA_PRODUCT_TYPES`, or any tag a pipeline gave. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** What the file says; what holds is told by `correctedFacts`. */
  readonly facts: FileFacts | null;
  readonly corrections: Corrections;
  /** Why a file that looks like FITS, by name or by content, cannot be read as FITS. */
  readonly unreadable: string | null;
  readonly created: UnixMilliseconds;
  readonly modified: UnixMilliseconds;
}
