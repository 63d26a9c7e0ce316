/** Of FITS files, compressed ones among them. */
export const FRAME_SUFFIXES = ['.fits', '.fz', '.fit', '.fts', '.fits.gz', '.fit.gz', '.fts.gz'];

/**
 * Whether a file name ends in one of the suffixes, whatever the case of either (school cameras write
 * `.FITS`). No suffixes: every name does.
 */
export function hasAllowedSuffix(name: string, suffixes: readonly string[] | null | undefined): boolean {
  if (!suffixes?.length) return true;
  const lowerCase = name.toLowerCase();
  return suffixes.some((suffix) => lowerCase.endsWith(suffix.toLowerCase()));
}
