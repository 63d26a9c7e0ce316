import type { FitsHeader } from '../../fits/file/FitsHeader';

/** Which corrections have been made. */
export interface Steps {
  readonly bias: boolean;
  readonly dark: boolean;
  readonly flat: boolean;
}

/**
 * Which corrections a header says have been made: CALSTAT of MaxIm DL and AstroImageJ (`BDF`), or the cards that
 * IRAF ccdproc, ccdproc of astropy, and LCO's BANZAI leave behind.
 */
export function calibrationState(headers: readonly FitsHeader[]): Steps {
  const isDone = (letter: string, ...keywords: string[]): boolean =>
    headers.some(
      (header) =>
        header.string('CALSTAT')?.includes(letter) ||
        keywords.some((keyword) => ![undefined, null, false, 0, '', '0'].includes(valueOf(header, keyword)))
    );
  return {
    bias: isDone('B', 'ZEROCOR', 'SUBBIAS', 'L1STATBI'),
    dark: isDone('D', 'DARKCOR', 'SUBDARK', 'L1STATDA'),
    flat: isDone('F', 'FLATCOR', 'L1STATFL')
  };
}

function valueOf(header: FitsHeader, keyword: string): string | number | boolean | null | undefined {
  const value = header.get(keyword);
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? value : header.number(keyword);
}
