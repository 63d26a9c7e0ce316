/** A number with so many decimals; what rounds to zero has no sign. */
export const fixedText = (value: number, decimals: number): string =>
  value.toFixed(decimals).replace(/^-(0\.?0*)$/, '$1');
