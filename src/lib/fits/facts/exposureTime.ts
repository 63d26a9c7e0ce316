import type { Seconds } from '../../domain/units/Brand';
import { cardText } from '../file/cardText';
import type { FitsHeader } from '../file/FitsHeader';
import type { Hdu } from '../file/Hdu';

const KEYWORDS = ['EXPTIME', 'EXPOSURE', 'XPOSURE', 'EXP_TIME', 'EXP-TIME', 'EXP'];

/** Of all exposures of a live stack together, where EXPTIME is that of one: Seestar, ASIStudio, Siril. */
const TOTALS = ['TOTALEXP', 'TOTEXP', 'EXPTOTAL'];

/** Three years, seconds: beyond it, the card is damaged. */
const MAX_EXPOSURE = 1e8;

/** Units that the comment may name, seconds first; where it names none, the unit is the second. */
const UNITS: readonly (readonly [pattern: RegExp, seconds: number])[] = [
  [/\b(s|secs?|seconds?)\b/i, 1],
  [/\b(us|usecs?|micro-?seconds?)\b|[\u00b5\u03bc]s\b/i, 1e-6],
  [/\b(ms|msecs?|milli-?seconds?)\b/i, 1e-3],
  [/\bminutes?\b|[[(]min[)\]]/i, 60],
  [/\bhours?\b|[[(]h[)\]]/i, 3600],
  [/\bdays?\b|[[(]d[)\]]/i, 86_400]
];

/**
 * How long the detector was exposed, all exposures of a live stack together, and the card that says so: EXPTIME or another, of the first HDU that has it;
 * a number, or a number as text.
 */
export function exposureTime(hdus: readonly Hdu[]): ExposureTime | null {
  const single = firstOf(hdus, KEYWORDS);
  // LIVETIME has other meanings in frames that are no stacks.
  const isStack = hdus.some(({ header }) => (header.number('STACKCNT') ?? 0) > 1);
  const total = firstOf(hdus, isStack ? [...TOTALS, 'LIVETIME'] : TOTALS);
  return single && total && total.seconds > single.seconds ? total : single;
}

interface ExposureTime {
  readonly seconds: Seconds;
  readonly keyword: string;
}

function firstOf(hdus: readonly Hdu[], keywords: readonly string[]): ExposureTime | null {
  for (const keyword of keywords)
    for (const { header } of hdus) {
      const seconds = secondsOf(header, keyword);
      if (seconds !== null) return { seconds, keyword };
    }
  return null;
}

/** How long TELAPSE or another card says that something took; null where it does not say. */
export function secondsOf(header: FitsHeader, keyword: string): Seconds | null {
  const comment = header.comment(keyword) ?? '';
  const unit = UNITS.find(([pattern]) => pattern.test(comment))?.[1] ?? 1;
  // Some programs write the decimal separator of the computer's language.
  const seconds = Number(cardText(header, keyword).replace(/^(\d+),(\d+)$/, '$1.$2') || NaN) * unit;
  return seconds >= 0 && seconds < MAX_EXPOSURE ? (seconds as Seconds) : null;
}
