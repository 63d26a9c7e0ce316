import type { Statements } from '../statement/Statement';

/** Why the stars of two frames were not matched: what there was, and what it lacked. */
export type MatchRefusal = Statements<{
  tooFewInReference: { readonly stars: number; readonly needed: number };
  tooFew: { readonly stars: number; readonly needed: number };
  noMoreThanByChance: { readonly stars: number; readonly matched: number };
}>;
