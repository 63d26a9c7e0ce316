/** One measurement of a star, perhaps with a planet in front of it. */
export interface RelativeFlux {
  /** Barycentric Julian date, TDB, of the middle of the exposure. */
  readonly bjdTdb: number;
  /** Relative to the normal flux of the star. */
  readonly flux: number;
  readonly error: number;
}

/**
 * A light curve as ExoClock and the Exoplanet Transit Database (ETD) accept it: three columns separated by blanks,
 * BJD_TDB, flux (about 1 outside a transit) and its error. Lines that begin with # are comments.
 */
export function transitTable(star: string, filter: string, points: readonly RelativeFlux[]): string {
  return [
    `# ${star.replace(/[^\x20-\x7e]/g, '?')}, filter ${filter || 'unknown'}; middle of exposure`,
    '# BJD_TDB relative_flux flux_error',
    ...points.map(({ bjdTdb, flux, error }) => `${bjdTdb.toFixed(7)} ${flux.toFixed(6)} ${error.toFixed(6)}`),
    ''
  ].join('\n');
}
