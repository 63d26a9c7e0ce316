import type { DataProduct } from './DataProduct';

/** The suffix that LCO gives to raw frames. */
const RAW_SUFFIX = 'e00.fits.fz';

/**
 * Whether a product is a FITS frame that has been through an observatory's own reduction. Tables that pipelines make
 * of frames are FITS files too, but have types of their own.
 */
export const isReducedFrame = ({ name, type }: DataProduct): boolean => {
  const lowerCase = name.toLowerCase();
  const isFrame = type === 'fits_file' || (type === '' && lowerCase.includes('fits'));
  return isFrame && !lowerCase.endsWith(RAW_SUFFIX);
};
