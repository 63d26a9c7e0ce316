import { parseCalendarDate } from '../facts/calendarDate';
import { unquotedText } from '../file/cardText';
import { formatCard, type CardValue } from '../file/formatCard';
import type { HeaderCard } from '../file/headerCard';
import { toAscii } from '../file/toAscii';

/** Keyword, value indicator, value and comment as FITS 4.0, sections 4.1 and 4.2, allows them. */
const LEGAL =
  /^[A-Z0-9_-]{1,8} *(?<=^.{8})=(?: +(?:'(?:[^']|'')*'|[TF]|[+-]?(?:\d+\.?\d*|\.\d+)(?:[ED][+-]?\d+)?|\([^)]*\))|) *(?:\/.*)?$/;
const COMMENTARY = new Set(['COMMENT', 'HISTORY', 'CONTINUE', '']);
/** Keywords that, by the standard, take text, and those that take a real number. */
const TEXT =
  /^(?:OBJECT|TELESCOP|INSTRUME|OBSERVER|AUTHOR|REFERENC|ORIGIN|EXTNAME|BUNIT|TIMESYS|RADE(?:CSYS|SYS[A-Z]?)|C(?:TYPE|UNIT)\d+[A-Z]?|WCSNAME[A-Z]?)$/;
const REAL =
  /^(?:EQUINOX[A-Z]?|EPOCH|C(?:RVAL|RPIX|DELT|ROTA)\d+[A-Z]?|(?:CD|PC)\d+_\d+[A-Z]?|L(?:ON|AT)POLE[A-Z]?|PV\d+_\d+[A-Z]?|MJD-(?:OBS|AVG|BEG|END)|[AB]P?_\d+_\d+)$/;
/** Of a Julian or Besselian year, such as J2000. */
const YEAR_LETTER = /^[JB](?=\d{4})/i;
const DATE = /^DATE(?:-[A-Z]+)?$/;
const STANDARD_DATE = /^(?:\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?)?|\d\d\/\d\d\/\d\d)$/;

/**
 * A card of another header in a form that the standard allows: unchanged if it is legal, else with the same keyword and
 * value rewritten (forgotten quotes, numbers in quotes where the standard wants a number, dates), or as a COMMENT where
 * it has no legal form.
 * @returns one card or more, 80 characters each
 */
export function legalCard(card: HeaderCard): string {
  const { raw, keyword } = card;
  const plain = raw.replace(/[^\x20-\x7e]/g, '?');
  if (COMMENTARY.has(keyword) || raw.startsWith('HIERARCH ')) return plain;
  const value = standardValue(card);
  if (value === undefined) return formatCard(['COMMENT', plain.trimEnd()]);
  if (value === card.value && LEGAL.test(plain)) return plain;
  try {
    return formatCard([keyword, value, toAscii(card.comment)]);
  } catch {
    return formatCard(['COMMENT', plain.trimEnd()]);
  }
}

/** The value as the standard wants it for this keyword; undefined where there is none. */
function standardValue(card: HeaderCard): CardValue | undefined {
  const { keyword, raw, value } = card;
  if (raw[8] !== '=') return undefined;
  if (value === null) return null;
  const text = value === undefined ? unquotedText(card).replace(/^'/, '') : value;
  if (DATE.test(keyword)) return typeof text === 'string' ? standardDate(text.trim()) : undefined;
  if (TEXT.test(keyword)) return typeof text === 'object' ? undefined : String(text);
  if (!REAL.test(keyword)) return typeof text === 'object' ? undefined : text;
  if (typeof text === 'number' || typeof text === 'bigint') return text;
  const digits = typeof text === 'string' ? text.trim().replace(YEAR_LETTER, '') : '';
  const number = digits === '' ? NaN : Number(digits);
  return Number.isFinite(number) ? number : undefined;
}

function standardDate(text: string): string | undefined {
  if (STANDARD_DATE.test(text) && parseCalendarDate(text)) return text;
  const date = parseCalendarDate(text);
  if (!date || date.isAmbiguous) return undefined;
  const iso = new Date(date.milliseconds).toISOString().slice(0, -1);
  return date.hasTime ? iso : iso.slice(0, 10);
}
