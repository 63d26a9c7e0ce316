import type { FrameType } from '../../domain/image/FrameType';
import type { Statements } from '../../domain/statement/Statement';

/** Why a frame should be left out. */
export type ExclusionReason = Statements<{
  /** The message of the reader. */
  unreadable: { readonly message: string };
  notOfTheSky: { readonly type: Exclude<FrameType, 'light'> };
  allBlank: {};
  constant: { readonly value: number; readonly isSaturated: boolean };
  /** Shares of the pixels. */
  saturated: { readonly share: number };
  blank: { readonly share: number };
  noStars: {};
  otherStars: { readonly reference: string };
  /** Pixels. */
  wide: { readonly fwhm: number; readonly usual: number };
  bright: { readonly background: number; readonly usual: number };
  fewStars: { readonly stars: number; readonly usual: number };
  long: { readonly elongation: number; readonly usual: number };
  /** Pixels. */
  trail: { readonly length: number };
}>;
