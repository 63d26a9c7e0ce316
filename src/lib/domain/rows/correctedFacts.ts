import type { Corrections } from './Corrections';
import type { DataProduct } from './DataProduct';
import type { BayerPattern } from '../image/FrameDisplay';
import type { FileFacts } from '../image/FileFacts';
import { correctedTime } from '../sky/correctedTime';
import type { Position } from '../sky/Position';
import type { Site } from '../sky/Site';

/** What holds of a file: what a person says of it, else its header. */
export interface CorrectedFacts extends FileFacts {
  /** Null: where its own coordinates say. */
  readonly targetPosition: Position | null;
  /** Null: what its cards and its pixels say. */
  readonly mosaic: BayerPattern | 'none' | null;
  /** Null: as its headers say. */
  readonly observingSite: Site | null;
  /** Electrons per unit of the image; null: as its headers say. */
  readonly gain: number | null;
  /** Electrons per pixel; null: as its headers say. */
  readonly readNoise: number | null;
  /** What of this is not as the file says. */
  readonly corrected: readonly (keyof Corrections)[];
}

export function correctedFacts({
  facts,
  corrections
}: Pick<DataProduct, 'facts' | 'corrections'>): CorrectedFacts | null {
  if (!facts) return null;
  const { observed = facts.observed, targetPosition, mosaic, observingSite, gain, readNoise } = corrections;
  return {
    ...facts,
    filter: corrections.filter ?? facts.filter,
    frameType: corrections.frameType ?? facts.frameType,
    exposureTime: corrections.exposureTime ?? facts.exposureTime,
    targetPosition: targetPosition ?? null,
    mosaic: mosaic ?? null,
    observingSite: observingSite ?? null,
    gain: gain ?? null,
    readNoise: readNoise ?? null,
    observed: observed && correctedTime(observed, corrections, facts.exposureTime),
    corrected: Object.keys(corrections) as (keyof Corrections)[]
  };
}
