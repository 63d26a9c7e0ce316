export interface Complex {
  readonly re: number;
  readonly im: number;
}
/** `null`: the card is there, but its value is undefined. Integers that a double cannot hold are bigints. */
export type HeaderValue = string | number | bigint | boolean | Complex | null;

export interface HeaderCard {
  /** The 80 characters as in the file, one per byte. */
  readonly raw: string;
  /** Upper case; of a HIERARCH card, the words after HIERARCH. Empty for blank cards. */
  readonly keyword: string;
  /** `undefined`: a card without a value (COMMENT, HISTORY, CONTINUE), or one that cannot be parsed. */
  readonly value: HeaderValue | undefined;
  /** The comment after the value, or the whole text of a card without a value. */
  readonly comment: string;
}

/** Keywords of cards that are text from column 9 on, whatever they look like. */
const COMMENTARY = new Set(['COMMENT', 'HISTORY', 'CONTINUE', '']);

/** Parses one card (FITS 4.0, section 4). Never throws: a card that cannot be parsed has no value. */
export function parseHeaderCard(raw: string): HeaderCard {
  const hierarch = /^HIERARCH ([^=]*)=(.*)$/s.exec(raw);
  if (hierarch) return { raw, keyword: hierarch[1]!.trim().toUpperCase(), ...parseValue(hierarch[2]!) };
  const keyword = raw.slice(0, 8).trimEnd().toUpperCase();
  if (raw[8] === '=' && !COMMENTARY.has(keyword)) {
    const field = parseValue(raw.slice(9));
    // Without the blank after it, `=` may also begin a comment: then no value follows.
    if (raw[9] === ' ' || (isLegalKeyword(keyword) && isQuotedOrNumber(raw.slice(9), field.value)))
      return { raw, keyword, ...field };
  }
  return { raw, keyword, value: undefined, comment: raw.slice(8).trimEnd() };
}

const isLegalKeyword = (keyword: string): boolean => /^[A-Z0-9_-]{1,8}$/.test(keyword);

const isQuotedOrNumber = (field: string, value: HeaderValue | undefined): boolean =>
  field.startsWith("'") ? typeof value === 'string' : typeof value === 'number';

/** The string and comment of a CONTINUE card; null if the card is not one. */
export function parseContinueCard(raw: string): { readonly value: string; readonly comment: string } | null {
  if (!raw.startsWith('CONTINUE  ')) return null;
  const { value, comment } = parseValue(raw.slice(10));
  return typeof value === 'string' ? { value, comment } : null;
}

function parseValue(field: string): Pick<HeaderCard, 'value' | 'comment'> {
  const string = /^ *'((?:[^']|'')*)'(.*)$/s.exec(field);
  if (string) {
    const value = string[1]!.replaceAll("''", "'").replace(/ +$/, '');
    return { value, comment: commentAfter(string[2]!) };
  }
  const slash = field.indexOf('/');
  const token = (slash < 0 ? field : field.slice(0, slash)).trim();
  return { value: parseToken(token), comment: slash < 0 ? '' : field.slice(slash + 1).trim() };
}

function commentAfter(rest: string): string {
  const slash = rest.indexOf('/');
  return slash < 0 ? '' : rest.slice(slash + 1).trim();
}

function parseToken(token: string): HeaderValue | undefined {
  if (token === '') return null;
  if (token === 'T') return true;
  if (token === 'F') return false;
  const complex = /^\(([^,]*),([^,]*)\)$/.exec(token);
  if (!complex) return parseNumber(token);
  const re = parseNumber(complex[1]!.trim());
  const im = parseNumber(complex[2]!.trim());
  return re === undefined || im === undefined ? undefined : { re: Number(re), im: Number(im) };
}

function parseNumber(token: string): number | bigint | undefined {
  if (/^[+-]?\d+$/.test(token)) {
    const value = Number(token);
    return Number.isSafeInteger(value) ? value : BigInt(token.replace('+', ''));
  }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([EeDd][+-]?\d+)?$/.test(token)) return undefined;
  const value = Number(token.replace(/[Dd]/, 'E'));
  return Number.isFinite(value) ? value : undefined;
}
