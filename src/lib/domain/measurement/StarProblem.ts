import type { Statements } from '../statement/Statement';
import type { Told } from '../statement/Told';

/** What speaks against a star for comparison on the reference frame. Distances in pixels. */
export type StarProblem =
  | Statements<{
      saturated: {};
      blank: {};
      hit: {};
      nearEdge: { readonly distance: number };
      /** A neighbour, with so much light for one of the star. */
      neighbour: { readonly distance: number; readonly light: number };
    }>
  | Told;
