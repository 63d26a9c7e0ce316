import type { FitsHeader } from '../file/FitsHeader';

/** As written by IRAF, Siril, MaxIm DL, smart telescopes and others. */
const KEYWORDS = [
  'NCOMBINE',
  'NCOMB',
  'STACKCNT',
  'NSTACK',
  'STACKED',
  'SNAPSHOT',
  'NCOADDS',
  'COADDS',
  'NFRAMES'
];

/** Of how many exposures an image is made; 1 where its header does not say. */
export const exposureCount = (header: FitsHeader): number =>
  KEYWORDS.map((keyword) => header.number(keyword) ?? 1).find((count) => count > 1) ?? 1;
