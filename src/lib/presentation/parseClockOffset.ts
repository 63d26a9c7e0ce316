import type { Seconds } from '../domain/units/Brand';
import { parseDecimal } from '../domain/units/parseDecimal';
import { readNumber } from '../domain/units/readNumber';

/** A clock further off shows another day, which is another mistake. */
const MAX_OFFSET = 86_400;
const COMPLAINT = 'Give it as hours and minutes (+2:00), or as a number of seconds, at most a day';

/**
 * How far a clock was ahead of UTC: `+2:00`, `-05:30` or `0:00:12` in hours, minutes and seconds, or a number of seconds.
 * @throws RangeError a sentence for the user
 */
export function parseClockOffset(text: string): Seconds {
  const plain = text.replace(/^[\u2212\u2013]/, '-');
  const [, sign, hours, minutes, seconds = '0'] =
    /^([-+]?)(\d{1,2}):([0-5]\d)(?::([0-5]\d(?:[.,]\d+)?))?$/.exec(plain) ?? [];
  const value =
    hours === undefined
      ? readNumber(plain, COMPLAINT)
      : (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + parseDecimal(seconds));
  if (!(Math.abs(value) <= MAX_OFFSET)) throw new RangeError(COMPLAINT);
  return value as Seconds;
}
