const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** A number with a decimal point or comma; NaN for anything else, the empty text included. */
export function numberOfText(text: string): number {
  const pointed = text.trim().replace(',', '.');
  return NUMBER.test(pointed) ? Number(pointed) : Number.NaN;
}
