import type { GreyImage } from '../../domain/image/GreyImage';
import type { Image } from '../../domain/image/Image';
import { crop } from '../../kernels/picture/crop';
import { downsample } from '../../kernels/picture/downsample';
import { flipVertically } from '../../kernels/picture/flipVertically';
import { median } from '../../kernels/array/median';
import { normaliseBackground } from '../../kernels/picture/normaliseBackground';
import { stretch } from '../../kernels/picture/stretch';
import { zscale } from '../../kernels/picture/zscale';
import { AsyncError } from '../api';

export interface RenderOptions {
  readonly crop: boolean;
  readonly crop_scale: number;
  readonly normalise_background: boolean;
  /** Longest side of the picture, pixels. */
  readonly size: number;
}

/** Those of LCO's fits2image, with which the original timelapses were made. */
const CONTRAST = 0.1;
const GAMMA = 2.5;

/**
 * A frame as a picture, sky black and faint stars visible. It is made smaller before it is stretched, for
 * the mean of pixels has less noise, and the mean of clipped ones is no longer a brightness.
 * @throws AsyncError if the scale of the crop is not in [0, 1], or cropping leaves nothing
 */
export function renderFrame(frame: Image, options: RenderOptions): GreyImage {
  if (options.crop && !(options.crop_scale >= 0 && options.crop_scale <= 1))
    throw new AsyncError('scale must be in [0, 1]');
  const cropped = options.crop ? crop(frame, options.crop_scale) : frame;
  if (cropped.data.length === 0) throw new AsyncError('no pixels are left after cropping');
  const [low, high] = displayLimits(cropped);
  const normalised = options.normalise_background ? normaliseBackground(cropped) : cropped;
  return stretch(flipVertically(downsample(normalised, options.size)), low, high, GAMMA);
}

/**
 * From the median, so that half of the sky is black, to zscale's upper limit. Taken before the background
 * is: a sky of zeros has no noise to go by, and stars keep their values.
 */
function displayLimits({ data }: Image): [low: number, high: number] {
  const low = median(data);
  const [, z2] = zscale(data, CONTRAST);
  return [low, z2 > low ? z2 : data.reduce((highest, value) => (value > highest ? value : highest), low)];
}
