import { toAscii } from './toAscii';

/** `null`: the card is there, but its value is undefined. */
export type CardValue = string | number | bigint | boolean | null;
/** The value of a HISTORY or COMMENT card is its text, of any length and any number of lines. */
export type Card = readonly [keyword: string, value: CardValue, comment?: string];

const CARD = 80;
const COMMENTARY_TEXT = 72;

/**
 * Formats a header card (FITS 4.0, section 4): fixed format where the value allows it, long strings over
 * several cards with CONTINUE, keywords of several words or more than 8 characters by the ESO HIERARCH
 * convention, HISTORY and COMMENT wrapped between words, comments cut to the space left. Safe integers
 * are written as integers, other numbers with a decimal point, as reals. Characters outside ASCII lose
 * their accents or become `?`.
 * @returns the text of one or more cards, 80 characters each
 * @throws RangeError for a keyword that is not made of words of `A-Z 0-9 - _`, a number that is not finite, or
 * a value that does not fit
 */
export function formatCard([keyword, value, comment = '']: Card): string {
  if (keyword === 'HISTORY' || keyword === 'COMMENT') return formatCommentary(keyword, value);
  const start = valueIndicator(keyword);
  if (typeof value === 'string') return formatString(start, value, toAscii(comment));
  const card = start + formatToken(keyword, value).padStart(30 - start.length);
  if (card.length > CARD) throw new RangeError(`The card ${keyword} is longer than ${CARD} characters.`);
  return withComment(card, toAscii(comment));
}

function valueIndicator(keyword: string): string {
  if (/^(END|CONTINUE|HIERARCH( .*)?)$/.test(keyword))
    throw new RangeError(`${keyword} cannot have a value.`);
  if (/^[A-Z0-9_-]{1,8}$/.test(keyword)) return `${keyword.padEnd(8)}= `;
  if (/^[A-Z0-9_-]+( [A-Z0-9_-]+)*$/.test(keyword) && keyword.length <= 60) return `HIERARCH ${keyword} = `;
  throw new RangeError(`'${keyword}' is not a FITS keyword.`);
}

function formatCommentary(keyword: string, text: CardValue): string {
  if (typeof text !== 'string') throw new RangeError(`The card ${keyword} takes text, not ${text}.`);
  const lines = text.split(/\r?\n/).flatMap((line) => wrap(toAscii(line)));
  return lines.map((line) => `${keyword.padEnd(8)}${line}`.padEnd(CARD)).join('');
}

/** Breaks at blanks, or within words that are longer than a line. */
function wrap(text: string): string[] {
  const lines = text.match(new RegExp(`.{1,${COMMENTARY_TEXT}}(?: +|$)|.{${COMMENTARY_TEXT}}`, 'g'));
  return lines?.map((line) => line.trimEnd()) ?? [''];
}

function formatToken(keyword: string, value: number | bigint | boolean | null): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  return typeof value === 'bigint' ? String(value) : formatNumber(keyword, value);
}

/** Reals get a decimal point, so that every reader recognizes them. */
function formatNumber(keyword: string, value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`The value of ${keyword} is ${value}.`);
  if (Object.is(value, -0)) return '-0.0';
  if (Number.isSafeInteger(value)) return String(value);
  const digits = Number.isInteger(value) ? value.toExponential() : String(value);
  return digits
    .replace(/^(-?\d+)e/, '$1.0e')
    .replace('e+', 'e')
    .toUpperCase();
}

function formatString(start: string, value: string, comment: string): string {
  const pieces = splitQuoted(toAscii(value), CARD - start.length - 2);
  if (pieces.length === 1) return withComment(`${start}'${pieces[0]!.padEnd(8)}'`.padEnd(30), comment);
  const cards = pieces.map((piece, index) => {
    const head = index === 0 ? start : 'CONTINUE  ';
    const isLast = index === pieces.length - 1;
    return isLast ? withComment(`${head}'${piece}'`, comment) : `${head}'${piece}&'`.padEnd(CARD);
  });
  return cards.join('');
}

/**
 * Cuts a string into pieces that fit a card, with doubled quotes never split. The last of several pieces
 * does not end in `&`, which some readers would take for yet another continuation.
 * @param limit characters between the quotes of the first card; later cards hold 68
 */
function splitQuoted(value: string, limit: number): string[] {
  const doubled = value.trimEnd().replaceAll("'", "''");
  if (doubled.length <= limit) return [doubled];
  const pieces = [''];
  for (const character of doubled.match(/''|[^']/g)!) {
    const used = pieces.at(-1)!.length + character.length;
    if (used >= (pieces.length === 1 ? limit : 68)) pieces.push('');
    pieces[pieces.length - 1] += character;
  }
  if (doubled.endsWith('&')) pieces.push('');
  return pieces;
}

function withComment(card: string, comment: string): string {
  const whole = comment === '' ? card : `${card} / ${comment}`;
  return whole.slice(0, CARD).padEnd(CARD);
}
