import type { Image } from '../../domain/image/Image';
import { encodePng } from '../../formats/png';
import { downsample } from '../../kernels/picture/downsample';
import { flipVertically } from '../../kernels/picture/flipVertically';
import { stretch } from '../../kernels/picture/stretch';
import { zscale } from '../../kernels/picture/zscale';

/**
 * A PNG of a frame, its first row at the bottom, the sky dark and faint stars visible (limits by `zscale`).
 * @param maxSide pixels of the longer side; a larger frame is made smaller
 * @param negative dark stars on a bright sky
 */
export function framePng(image: Image, { maxSide = 500, negative = false } = {}): Uint8Array<ArrayBuffer> {
  const [z1, z2] = zscale(image.data);
  const picture = stretch(flipVertically(downsample(image, maxSide)), z1, z2);
  return encodePng(negative ? { ...picture, data: picture.data.map((grey) => 255 - grey) } : picture);
}
