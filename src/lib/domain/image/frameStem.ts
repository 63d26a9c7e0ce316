/** The name of a FITS file without its suffixes. */
export const frameStem = (name: string): string => name.replace(/(\.(fits|fit|fts))?(\.(fz|gz))?$/i, '');
