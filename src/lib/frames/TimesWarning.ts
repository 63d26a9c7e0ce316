import type { TimeDoubt } from '../domain/sky/timeDoubts';
import type { Statements } from '../domain/statement/Statement';

/** What is doubtful about the times of frames, by which pipelines date or sort what they make. */
export type TimesWarning = Statements<{
  timesDoubtful: { readonly doubt: TimeDoubt; readonly names: readonly string[] };
}>;
