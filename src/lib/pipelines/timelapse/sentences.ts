import type { Sentences } from '../../domain/statement/Sentences';
import type { Statements } from '../../domain/statement/Statement';

export type TimelapseWarning = Statements<{
  /** The browser has no encoder for the format asked for. */
  gifInstead: { readonly format: 'mp4' | 'webm' };
}>;

const LABELS = { mp4: 'MP4', webm: 'WebM' };

export const WARNINGS: Sentences<TimelapseWarning> = {
  gifInstead: ({ format }) => `This browser cannot make ${LABELS[format]} video, so a GIF was made instead.`
};
