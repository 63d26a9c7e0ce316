import type { Image } from '../../domain/image/Image';
import { cosmicRays } from '../calibration/cosmicRays';
import { sigmaClip } from '../array/sigmaClip';

const SIGMA = 3;
const MAX_ITERATIONS = 10;

/**
 * The image with a background of zero and its stars unchanged. Background is what lies within 3 sigma of the
 * median once cosmic rays are cleaned away; negative values are neither counted in nor changed.
 *
 * Source: tom_education's `normalise_background`, with its parameters. These take the sharpest parts of stars
 * for cosmic rays too, so that here cleaning shapes the limits only and no pixel above them is changed.
 */
export function normaliseBackground({ data, width, height }: Image): Image {
  const positive = data.map((value) => Math.max(0, value));
  const { cleaned } = cosmicRays({ data: positive, width, height }, { sigclip: 3, sigfrac: 0.05, objlim: 1 });
  const { lower, upper } = sigmaClip(cleaned.data, SIGMA, MAX_ITERATIONS);
  const normalised = data.map((value, i) => {
    const background = positive[i];
    return background >= lower && background <= upper ? value - background : value;
  });
  return { data: normalised, width, height };
}
