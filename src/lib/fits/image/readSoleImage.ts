import type { Image } from '../../domain/image/Image';
import { plainPixelScan, type PixelScan } from '../../kernels/sky/PixelScan';
import { loadKernels } from '../../kernels/wasm/loadKernels';
import { pixelScanInWasm } from '../../kernels/sky/pixelScanInWasm';
import { pixelsInWasm } from '../../kernels/wasm/pixelsInWasm';
import { firstImage } from './firstImage';
import { imageSize } from './imageSize';
import type { FitsFile } from '../file/openFits';
import { readImage } from './readImage';

/** An image, and what looks at all of its pixels. */
export interface SoleImage {
  readonly image: Image;
  readonly scan: PixelScan;
}

/**
 * Reads the first plane of an image, the first one in the file unless said otherwise, into memory of the kernels, if
 * there are any and it is not too large. It is the same room each time: the image read before is lost, so this is for
 * steps that have one at a time.
 * @throws FitsError as `readImage`
 */
export async function readSoleImage(file: FitsFile, hdu = firstImage(file.hdus)): Promise<SoleImage> {
  const size = hdu && imageSize(hdu);
  const kernels = await loadKernels();
  const room = kernels && size && pixelsInWasm(kernels, size.width * size.height);
  const image = await readImage(file, hdu, 0, room);
  return { image, scan: kernels && room ? pixelScanInWasm(kernels, image) : plainPixelScan(image) };
}
