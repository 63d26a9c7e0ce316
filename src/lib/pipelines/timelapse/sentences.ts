import type { Sentences } from '../../domain/statement/Sentences';
import type { Statements } from '../../domain/statement/Statement';
import { TIMES_WARNINGS } from '../../frames/sentences';
import type { TimesWarning } from '../../frames/TimesWarning';

export type TimelapseWarning =
  | TimesWarning
  | Statements<{
      /** The browser has no encoder for the format asked for. */
      gifInstead: { readonly format: 'mp4' | 'webm' };
    }>;

const LABELS = { mp4: 'MP4', webm: 'WebM' };

export const WARNINGS: Sentences<TimelapseWarning> = {
  ...TIMES_WARNINGS,
  gifInstead: ({ format }) => `This browser cannot make ${LABELS[format]} video, so a GIF was made instead.`
};
