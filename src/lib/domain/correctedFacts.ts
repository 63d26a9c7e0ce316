import type { DataProduct, FileFacts } from './DataProduct';
import type { Position } from './Position';

/** What holds of a file: what a person says of it, else its header. */
export interface CorrectedFacts extends FileFacts {
  /** Null: where its own coordinates say. */
  readonly targetPosition: Position | null;
}

export const correctedFacts = ({
  facts,
  corrections
}: Pick<DataProduct, 'facts' | 'corrections'>): CorrectedFacts | null =>
  facts && { ...facts, targetPosition: null, ...corrections };
