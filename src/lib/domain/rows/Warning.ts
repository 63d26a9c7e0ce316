import type { Statement } from '../statement/Statement';

/** Something that a run left undone, or took for granted. */
export interface Warning {
  /** Null for a sentence alone. */
  readonly code: string | null;
  readonly parameters: Statement['parameters'];
  /** In the words of its pipeline: one line. */
  readonly text: string;
}
