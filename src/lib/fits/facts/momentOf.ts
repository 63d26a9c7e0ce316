import type { Moment } from '../../domain/sky/TimeSource';

/** Keywords that themselves say which moment they are of. */
const OF_ONE_MOMENT = /-(BEG|AVG|END)$|^EXP(START|END)$/;

/** A camera delivers its frame when the exposure is over: SharpCap's `System Clock:Frame Received`. */
const AT_END =
  /\b(end(ed)?|stop(ped)?|finish(ed)?|completed?|clos(ed|ing)|received|arriv(al|ed)|downloaded)\b/i;

/** The moment that a card gives: by its keyword, else its comment, else the usual one. */
export function momentOf(keyword: string, comment: string, usual: Moment): Moment {
  if (OF_ONE_MOMENT.test(keyword)) return usual;
  if (/\b(start(ed)?|begin|beginning|begun|open(ed|ing)?)\b/i.test(comment)) return 'start';
  if (/\bmid(dle|point|time)?\b/i.test(comment)) return 'mid';
  return AT_END.test(comment) ? 'end' : usual;
}
