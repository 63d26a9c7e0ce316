import type { DataProduct } from './DataProduct';
import type { BayerPattern } from '../image/FrameDisplay';
import type { FileFacts } from '../image/FileFacts';
import type { Position } from '../sky/Position';

/** What holds of a file: what a person says of it, else its header. */
export interface CorrectedFacts extends FileFacts {
  /** Null: where its own coordinates say. */
  readonly targetPosition: Position | null;
  /** Null: what its cards and its pixels say. */
  readonly mosaic: BayerPattern | 'none' | null;
}

export const correctedFacts = ({
  facts,
  corrections
}: Pick<DataProduct, 'facts' | 'corrections'>): CorrectedFacts | null =>
  facts && { ...facts, targetPosition: null, mosaic: null, ...corrections };
