import type { Seconds } from '../units/Brand';
import type { FrameType } from './FrameType';
import type { ObservedTime } from '../sky/ObservedTime';
import type { Position } from '../sky/Position';

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
