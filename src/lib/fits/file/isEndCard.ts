/** Some writers fill the END card with NULs or line feeds instead of blanks. */
export const isEndCard = (card: string): boolean => /^END(?![A-Za-z0-9_-])/.test(card);
