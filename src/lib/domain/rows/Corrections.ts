import type { BayerPattern } from '../image/FrameDisplay';
import type { FrameType } from '../image/FrameType';
import type { TimeCorrections } from '../sky/correctedTime';
import type { ObservedTime } from '../sky/ObservedTime';
import type { Position } from '../sky/Position';
import type { Site } from '../sky/Site';

/** What a person says of a file where its header is wrong or silent. What is left out is as the file says. */
export interface Corrections extends TimeCorrections {
  readonly filter?: string;
  readonly frameType?: FrameType;
  /** Another of the readings of the time that the file's headers offer. */
  readonly observed?: ObservedTime;
  /** Where the target is in this file, if not at its own coordinates: it moves. */
  readonly targetPosition?: Position;
  /** The mosaic of a colour camera, of the pixels as they are stored. */
  readonly mosaic?: BayerPattern | 'none';
  /** Where the telescope stood. */
  readonly observingSite?: Site;
  /** Electrons per unit of the image. */
  readonly gain?: number;
  /** Electrons per pixel. */
  readonly readNoise?: number;
}

/** New corrections; null removes one, what is left out stays as it is. */
export type CorrectionChanges = { readonly [Key in keyof Corrections]?: Required<Corrections>[Key] | null };

export function changeCorrections(corrections: Corrections, changes: CorrectionChanges): Corrections {
  const changed = Object.entries({ ...corrections, ...changes }).filter(([, value]) => value !== null);
  return Object.fromEntries(changed) as Corrections;
}

/** The changes that undo these changes of `corrections`. */
export function undoingChanges(corrections: Corrections, changes: CorrectionChanges): CorrectionChanges {
  const keys = Object.keys(changes) as (keyof Corrections)[];
  return Object.fromEntries(keys.map((key) => [key, corrections[key] ?? null]));
}
