import type { Statements } from '../../domain/statement/Statement';
import type { TimesWarning } from '../../frames/TimesWarning';
import type { QualityNote } from './suggestExclusions';

/** What a quality report lacks. */
export type QualityWarning =
  | QualityNote
  | TimesWarning
  | Statements<{
      /** The message of the reader. */
      notMeasured: { readonly name: string; readonly message: string };
      /** Nor of any others, perhaps: the frames are in the order given. */
      timeUnknown: { readonly name: string };
      driftUnknown: {};
    }>;
