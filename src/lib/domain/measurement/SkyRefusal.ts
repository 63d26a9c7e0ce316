import type { Statements } from '../statement/Statement';

/** Why no sky, and so no star, was found on a frame to align it by. */
export type SkyRefusal = Statements<{
  allBlank: {};
  /** More than half of its pixels have its highest value. */
  halfAtHighest: { readonly highest: number };
  noNoise: {};
}>;
