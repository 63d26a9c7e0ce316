import { itemAt } from '../units/itemAt';
import { SOURCE_QUALITY } from './sourceQuality';
import type { RelativeCurve } from './LightCurve';
import type { Measurements } from './Measurements';

/** A point of a light curve, on one frame. */
export interface CurvePoint {
  /** Index of the frame. */
  readonly frame: number;
  readonly name: string;
  /** Milliseconds since 1970, UTC, middle of the exposure. */
  readonly time: number;
  readonly magnitude: number;
  readonly error: number;
  /** NaN if not known. */
  readonly bjdTdb: number;
  readonly airmass: number;
  /** Bits of `SOURCE_QUALITY`. */
  readonly quality: number;
}

/** The frames on which a curve of the target has a point, in order of time. */
export function curvePoints({ frames, quality }: Measurements, target: RelativeCurve): CurvePoint[] {
  return frames.names.flatMap((name, f) => {
    const magnitude = itemAt(target.magnitude, f);
    if (!Number.isFinite(magnitude)) return [];
    return {
      frame: f,
      name,
      time: itemAt(frames.time, f),
      magnitude,
      error: itemAt(target.error, f),
      bjdTdb: itemAt(frames.bjdTdb, f),
      airmass: itemAt(frames.airmass, f),
      // The largest aperture may reach beyond the frame where the one that was chosen does not.
      quality: itemAt(quality, f) & ~SOURCE_QUALITY.edge
    };
  });
}
