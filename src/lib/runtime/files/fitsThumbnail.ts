import type { Hdu } from '../../fits/file/Hdu';
import type { FitsFile } from '../../fits/file/openFits';
import { encodePng } from '../../formats/png';
import { lendImage } from '../../frames/lendImage';
import { downsample } from '../../kernels/picture/downsample';
import { flipVertically } from '../../kernels/picture/flipVertically';
import { stretch } from '../../kernels/picture/stretch';
import { zscale } from '../../kernels/picture/zscale';
import { THUMBNAIL_SIDE } from './imageThumbnail';

/**
 * A small PNG of an image, between its zscale limits, the first row at the bottom.
 * @throws FitsError if the image cannot be read
 */
export async function fitsThumbnail(file: FitsFile, hdu: Hdu): Promise<Blob> {
  return lendImage(file, hdu, ({ image }) => {
    const [low, high] = zscale(image.data);
    const small = downsample(image, THUMBNAIL_SIDE);
    const picture = stretch(flipVertically(small), low, high);
    return new Blob([encodePng(picture)], { type: 'image/png' });
  });
}
