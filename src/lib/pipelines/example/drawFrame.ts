import type { Image } from '../../domain/image/Image';
import { encodePng } from '../../formats/png';
import { downsample } from '../../kernels/picture/downsample';
import { flipVertically } from '../../kernels/picture/flipVertically';
import { stretch } from '../../kernels/picture/stretch';
import { zscale } from '../../kernels/picture/zscale';

const MAX_SIDE = 500;

/** A PNG of the frame with the sky dark and faint stars visible, or the other way round. */
export function drawFrame(image: Image, negative: boolean): Uint8Array<ArrayBuffer> {
  const [z1, z2] = zscale(image.data);
  const picture = stretch(flipVertically(downsample(image, MAX_SIDE)), z1, z2);
  return encodePng(negative ? { ...picture, data: picture.data.map((grey) => 255 - grey) } : picture);
}
