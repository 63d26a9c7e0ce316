import type { Statements } from '../statement/Statement';
import type { Verbatim } from '../statement/Verbatim';
import type { MatchRefusal } from './MatchRefusal';

/** Why a frame has no part in a light curve. */
export type FrameProblem =
  | Statements<{
      noTime: {};
      /** What reading it said. */
      unreadable: { readonly message: string };
      /** Its stars are not those of the reference, nor are they where its coordinates say, if it has any. */
      noMatch: { readonly stars: MatchRefusal; readonly hasCoordinates: boolean };
      /** Its stars match those of the reference, but are not where that puts them. */
      matchIsOff: {};
      /** It has so many pixels for each of the reference frame along an axis: binning or optics are others. */
      otherScale: { readonly scale: number };
      /** The reference frame is of a colour camera, and this one not, or the other way round. */
      otherColours: {};
      targetIsOff: {};
      targetIsSaturated: {};
      /** Part of the aperture is off the frame. */
      targetAtEdge: {};
      targetIsBlank: {};
      /** None of the comparison stars was measured. */
      noComparisonStar: {};
    }>
  | Verbatim;
