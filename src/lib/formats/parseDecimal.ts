const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** The number in a text with a decimal point or comma; NaN for anything else, including empty text. */
export function parseDecimal(text: string): number {
  const withPoint = text.trim().replace(',', '.');
  return NUMBER.test(withPoint) ? Number(withPoint) : Number.NaN;
}
