import type { Statements } from '../statement/Statement';
import type { Verbatim } from '../statement/Verbatim';

/** Why a star is not fit for comparison, as seen on the reference frame. Distances in pixels. */
export type StarProblem =
  | Statements<{
      saturated: {};
      blank: {};
      hit: {};
      nearEdge: { readonly distance: number };
      /** A neighbour; `light` is its flux as a fraction of that of the star. */
      neighbour: { readonly distance: number; readonly light: number };
    }>
  | Verbatim;
