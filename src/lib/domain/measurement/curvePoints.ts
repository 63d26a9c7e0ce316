import { itemAt } from '../units/itemAt';
import { SOURCE_QUALITY } from './sourceQuality';
import type { LightCurve } from './LightCurve';
import type { Measurements } from './Measurements';

/** A point of a light curve, on one frame. */
export interface CurvePoint {
  /** Index of the frame. */
  readonly frame: number;
  readonly name: string;
  /** Milliseconds since 1970, UTC, middle of the exposure. */
  readonly time: number;
  readonly magnitude: number;
  /** NaN of a limit. */
  readonly error: number;
  /** The target was not seen: it is fainter than `magnitude`. */
  readonly isLimit: boolean;
  /** NaN if not known. */
  readonly bjdTdb: number;
  readonly airmass: number;
  /** Bits of `SOURCE_QUALITY`. */
  readonly quality: number;
}

/**
 * The frames on which the target was measured, seen or not, in order of time.
 * @param which with or without those that are excluded
 */
export function curvePoints(
  { frames, quality }: Measurements,
  curve: Pick<LightCurve, 'target' | 'withExcluded' | 'limits'>,
  which: 'target' | 'withExcluded' = 'target'
): CurvePoint[] {
  return frames.names.flatMap((name, f) => {
    const isLimit = Number.isFinite(curve.limits[f]);
    const magnitude = itemAt(isLimit ? curve.limits : curve[which].magnitude, f);
    if (!Number.isFinite(magnitude)) return [];
    return {
      frame: f,
      name,
      time: itemAt(frames.time, f),
      magnitude,
      error: isLimit ? NaN : itemAt(curve[which].error, f),
      isLimit,
      bjdTdb: itemAt(frames.bjdTdb, f),
      airmass: itemAt(frames.airmass, f),
      // The largest aperture may reach beyond the frame where the one that was chosen does not.
      quality: itemAt(quality, f) & ~SOURCE_QUALITY.edge
    };
  });
}
