import type { Image } from '../domain/image/Image';
import { declaredSaturation, type DeclaredSaturation } from '../fits/facts/declaredSaturation';
import type { Hdu } from '../fits/file/Hdu';
import type { FitsFile } from '../fits/file/openFits';
import { imageSize } from '../fits/image/imageSize';
import { readImage } from '../fits/image/readImage';
import { freeMemory } from '../kernels/array/freeMemory';
import { plainPixelScan, type PixelScan } from '../kernels/sky/PixelScan';
import { pixelScanInWasm } from '../kernels/sky/pixelScanInWasm';
import { lendRoom } from '../kernels/wasm/lendRoom';
import { loadKernels, type Kernels } from '../kernels/wasm/loadKernels';
import { pixelsInWasm } from '../kernels/wasm/pixelsInWasm';
import type { DeclaredMosaic } from './declaredMosaic';
import { frameMosaic, type FrameMosaic } from './frameMosaic';
import { frameSaturation, type Saturation } from './frameSaturation';

/** An image, and what looks at all of its pixels. */
export interface LentImage {
  readonly image: Image;
  readonly scan: PixelScan;
  /** From which value on its pixels are saturated. */
  readonly saturation: Saturation;
  readonly mosaic: FrameMosaic;
}

/**
 * Reads the first plane of an image, does something with it, and takes it back: what is kept of it after is empty. It is
 * read into the memory of the kernels, which need no copy of it then, unless that is lent already or the image is too large.
 * @throws FitsError as `readImage`
 * @throws whatever the work throws
 */
export async function lendImage<Result>(
  file: FitsFile,
  hdu: Hdu,
  work: (lent: LentImage) => Result | Promise<Result>,
  mosaic: DeclaredMosaic | null = null
): Promise<Result> {
  return lendRoom(await loadKernels(), async (kernels) => {
    const room = kernels && roomFor(kernels, hdu);
    const image: { -readonly [Key in keyof Image]: Image[Key] } = await readImage(file, hdu, 0, room);
    const { data } = image;
    try {
      const scan = kernels && room ? pixelScanInWasm(kernels, image) : plainPixelScan(image);
      return await work(lent(image, scan, declaredSaturation(file.hdus, hdu), mosaic));
    } finally {
      image.data = new Float32Array(0);
      if (!room) freeMemory(data);
    }
  });
}

function lent(
  image: Image,
  scan: PixelScan,
  declared: DeclaredSaturation,
  declaredMosaic: DeclaredMosaic | null
): LentImage {
  let saturation: Saturation | null = null;
  let mosaic: FrameMosaic | null = null;
  return {
    image,
    scan,
    get saturation() {
      return (saturation ??= frameSaturation(declared, image, scan));
    },
    get mosaic() {
      return (mosaic ??= frameMosaic(declaredMosaic, image));
    }
  };
}

function roomFor(kernels: Kernels, hdu: Hdu): Float32Array | null {
  const size = imageSize(hdu);
  return size && pixelsInWasm(kernels, size.width * size.height);
}
