import type { DataProduct } from './DataProduct';

/** The suffix that LCO gives to raw frames. */
const RAW_SUFFIX = 'e00.fits.fz';

/** Whether a product is a FITS frame that has been through an observatory's own reduction. */
export const isReducedFrame = ({ name, type }: DataProduct): boolean => {
  const lowerCase = name.toLowerCase();
  if (type === 'source_catalogue') return false;
  return (type === 'fits_file' || lowerCase.includes('fits')) && !lowerCase.endsWith(RAW_SUFFIX);
};
