import { readNumber } from './readNumber';

/** A comma with a space beside it, a semicolon or white space ends a number; a comma between digits need not. */
const SEPARATORS = /\s*;\s*|,\s+|\s+,\s*|\s+/;

/**
 * Numbers that somebody typed: `1.5, 1, 2`, `1.5,1,2`, `1.5 1 2`, `1,5; 1; 2`.
 * @returns none for an empty text
 * @throws RangeError a sentence for the user, also if a comma may be decimal as well as between two numbers: `1,5`
 */
export function readNumbers(text: string): readonly number[] {
  const typed = text.trim().replace(/[\s,;]+$/, '');
  const words = typed.split(SEPARATORS).filter(Boolean);
  if (words.every((word) => !word.includes(','))) return words.map((word) => readNumber(word));
  const hasPoint = typed.includes('.');
  const isSpaced = /[^\s,;]\s*;|[^\s,;]\s+[^\s,;]/.test(typed);
  const hasLooseComma = /,\s|\s,/.test(typed);
  // With a decimal point, commas are between numbers; between spaces or semicolons, they are decimal.
  if (hasPoint && !isSpaced) return typed.split(/\s*,\s*/).map((word) => readNumber(word));
  if (!hasPoint && isSpaced && !hasLooseComma) return words.map((word) => readNumber(word));
  throw new RangeError(
    `In '${typed}' a comma can be decimal or between two numbers: put spaces or semicolons between numbers, ` +
      'and write decimals with a point'
  );
}
