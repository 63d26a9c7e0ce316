const MAX_SHOWN = 4;

/** Names in a sentence: `a.fits, b.fits`, and of many the first: `a.fits, b.fits, c.fits, d.fits and 8 more`. */
export function listText(names: readonly string[]): string {
  const more = names.length - MAX_SHOWN;
  return names.slice(0, MAX_SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
