import type { Statements } from '../statement/Statement';

/** What was done to an instant that a header gives, or is doubtful about it. */
export type TimeRemark = Statements<{
  /** Only the day is known. */
  noTimeOfDay: {};
  converted: { readonly system: string };
  /** The time system is unknown here, or was not yet defined: it was read as UTC. */
  notConverted: { readonly system: string };
  /** The header does not say how far the clock was ahead of UTC: it was read as UTC. */
  localTime: {};
  /** Converted from a clock that was so far ahead of UTC. */
  clockOffset: { readonly minutes: number };
  /** Day and month may be swapped: both can be months. */
  dayAndMonth: { readonly first: 'day' | 'month' };
  /** Seen from there, and not yet converted to when the light reached the Earth. */
  seenFrom: { readonly place: LightReference };
  /** Converted to when the light reached the Earth, by the position of the target. */
  convertedToEarth: { readonly place: LightReference };
  /** By what its user says of the clock: it was so far ahead of UTC. */
  clockCorrected: { readonly seconds: number };
  /** The moment of the exposure that its user says it is of. */
  momentCorrected: { readonly moment: Moment };
}>;

/** A moment of an exposure. */
export type Moment = 'start' | 'mid' | 'end';

export type LightReference = 'sun' | 'barycentre';

/** An instant that a header gives. */
export type HeaderInstant = {
  /** One, or that of the date and that of the time of day. */
  readonly keywords: readonly string[];
  /** Null unless another HDU has another instant in the same cards. */
  readonly hdu: number | null;
  readonly remarks: readonly TimeRemark[];
};

/** How a time follows from header cards. */
export type TimeSource = Statements<{
  /** It is there. */
  instant: { readonly instant: HeaderInstant };
  /** A fraction of the exposure later or, if negative, earlier. */
  exposure: {
    readonly instant: HeaderInstant;
    readonly keyword: string;
    readonly fraction: number;
    /** The card of a time that a single exposure of that length does not reach; it was not used. */
    readonly contradictedBy: string | null;
  };
  /** It is that of another moment, as the length of the exposure is not known. */
  otherMoment: { readonly instant: HeaderInstant; readonly moment: Moment };
  halfway: { readonly start: HeaderInstant; readonly end: HeaderInstant };
  /** As an earlier version stored it. */
  text: { readonly text: string };
}>;
