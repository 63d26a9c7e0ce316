const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i;
const LONGEST = 400;

/**
 * The number in a text with a decimal point or comma, without separators of thousands; NaN for anything else, including
 * empty text and what no double can hold. Typographic minus signs come with every copied number.
 */
export function parseDecimal(text: string): number {
  if (text.length > LONGEST) return Number.NaN;
  const plain = text
    .trim()
    .replace(/^[−–]/, '-')
    .replace(/,(?=\d)/, '.');
  const value = NUMBER.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}
