/** Full width at half maximum of a Gaussian profile, in standard deviations. */
export const FWHM_PER_SIGMA = Math.sqrt(8 * Math.LN2);
