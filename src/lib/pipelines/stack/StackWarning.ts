import type { MosaicWarning } from '../../frames/MosaicWarning';
import type { TimesWarning } from '../../frames/TimesWarning';
import type { Statements } from '../../domain/statement/Statement';
import type { LeftOutReason } from './LeftOutReason';

/** What a stack has less of than was asked for, or takes for granted. */
export type StackWarning =
  | MosaicWarning
  | TimesWarning
  | Statements<{
      frameLeftOut: { readonly name: string; readonly reason: LeftOutReason };
      brightnessAssumed: { readonly name: string };
      /** Some frames do not tell when they were made, or for how long. */
      noDate: { readonly undated: number; readonly frames: number };
      /** For a clipped mean. */
      tooFewToClip: { readonly frames: number; readonly needed: number };
    }>;
