import type { Statements } from '../statement/Statement';

/** Why a frame has neither sky nor stars to align it by. */
export type SkyRefusal = Statements<{
  allBlank: {};
  /** More than half of its pixels have its highest value. */
  halfAtHighest: { readonly highest: number };
  noNoise: {};
}>;
