import { FWHM_PER_SIGMA } from './fwhmPerSigma';

/** Width of the window, in that of a star: stars have wider wings than the window. */
const WIDTH = 1.3;

/** Standard deviation of the window of centroids for stars of a full width at half maximum, both in pixels. */
export const centroidWindow = (fwhm: number): number => (WIDTH * fwhm) / FWHM_PER_SIGMA;
