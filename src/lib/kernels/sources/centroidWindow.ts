import { FWHM_PER_SIGMA } from './fwhmPerSigma';

/** Width of the window relative to that of a star, whose wings are wider than a Gaussian's. */
const WIDTH = 1.3;

/** Standard deviation of the Gaussian window for centroids of stars with a given FWHM, both in pixels. */
export const centroidWindow = (fwhm: number): number => (WIDTH * fwhm) / FWHM_PER_SIGMA;
