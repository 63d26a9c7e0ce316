/** One measurement of a star, perhaps with a planet in front of it. */
export interface RelativeFlux {
  /** Barycentric Julian date, TDB, of the middle of the exposure. */
  readonly bjdTdb: number;
  /** Relative to its usual light. */
  readonly flux: number;
  readonly error: number;
}

/**
 * A light curve as ExoClock and the Exoplanet Transit Database (ETD) take it: three columns, BJD_TDB, flux and its
 * error, with blanks between; whose flux is normal, it is about 1. Lines that begin with # are comments.
 */
export function transitTable(star: string, filter: string, points: readonly RelativeFlux[]): string {
  return [
    `# ${star.replace(/[^\x20-\x7e]/g, '?')}, filter ${filter || 'unknown'}; middle of exposure`,
    '# BJD_TDB relative_flux flux_error',
    ...points.map(({ bjdTdb, flux, error }) => `${bjdTdb.toFixed(7)} ${flux.toFixed(6)} ${error.toFixed(6)}`),
    ''
  ].join('\n');
}
