export type CardValue = string | number | boolean;

const CARD = 80;

/**
 * Formats a header card (FITS 4.0, section 4): fixed format where the value allows it, long strings over
 * several cards with CONTINUE, a comment cut to the room there is. Characters outside of ASCII lose their
 * accents or become `?`.
 * @returns the text of one or more cards, 80 characters each
 * @throws RangeError for a keyword that is not 1 to 8 of `A-Z 0-9 - _`, or a number that is not finite
 */
export function formatCard(keyword: string, value: CardValue, comment = ''): string {
  if (!/^[A-Z0-9_-]{1,8}$/.test(keyword)) throw new RangeError(`'${keyword}' is not a FITS keyword.`);
  const start = `${keyword.padEnd(8)}= `;
  if (typeof value === 'string') return formatString(start, value, toAscii(comment));
  return withComment(start + formatNumber(keyword, value).padStart(20), toAscii(comment));
}

/** A comment of any length, as HISTORY cards. */
export function formatHistory(text: string): string {
  const lines = toAscii(text).match(/.{1,72}/g) ?? [''];
  return lines.map((line) => `HISTORY ${line}`.padEnd(CARD)).join('');
}

function formatNumber(keyword: string, value: number | boolean): string {
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (!Number.isFinite(value)) throw new RangeError(`The value of ${keyword} is ${value}.`);
  // A number with an exponent needs a decimal point to be a real for every reader.
  return String(value)
    .replace(/^(-?\d+)e/, '$1.0e')
    .replace('e+', 'e')
    .toUpperCase();
}

function formatString(start: string, value: string, comment: string): string {
  const pieces = splitQuoted(toAscii(value));
  if (pieces.length === 1) return withComment(`${start}'${pieces[0]!.padEnd(8)}'`.padEnd(30), comment);
  const cards = pieces.map((piece, index) => {
    const head = index === 0 ? start : 'CONTINUE  ';
    const isLast = index === pieces.length - 1;
    return isLast ? withComment(`${head}'${piece}'`, comment) : `${head}'${piece}&'`.padEnd(CARD);
  });
  return cards.join('');
}

/** Cuts a string to the room of a card, its quotes doubled and never cut apart. */
function splitQuoted(value: string): string[] {
  const doubled = value.trimEnd().replaceAll("'", "''");
  if (doubled.length <= 68) return [doubled];
  const pieces = [''];
  for (const character of doubled.match(/''|[^']/g)!) {
    if (pieces.at(-1)!.length + character.length > 67) pieces.push('');
    pieces[pieces.length - 1] += character;
  }
  return pieces;
}

function withComment(card: string, comment: string): string {
  const whole = comment === '' ? card : `${card} / ${comment}`;
  return whole.slice(0, CARD).padEnd(CARD);
}

function toAscii(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '?');
}
