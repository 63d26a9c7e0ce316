import { openFrameFile } from '../../fits/openFrameFile';
import { readImage } from '../../fits/readImage';
import { plainPixelScan } from '../../kernels/PixelScan';
import { starsAndSky, type StarsAndSky } from '../../kernels/starsAndSky';
import { storePixels } from '../../kernels/storePixels';
import { loadKernels } from '../../kernels/wasm/loadKernels';
import { pixelScanInWasm } from '../../kernels/wasm/pixelScanInWasm';
import { pixelsInWasm } from '../../kernels/wasm/pixelsInWasm';
import { AsyncError, type InputFile } from '../api';

export interface FrameMeasurement extends StarsAndSky {
  /** Of a compressed file, whose rows cannot be read alone: its pixels, put aside. */
  readonly pixels: Blob | null;
}

/**
 * @throws FitsError if the file has no image that can be read, or one of several planes
 * @throws AsyncError if the image holds nothing that could be stacked
 */
export async function measure({ blob }: InputFile): Promise<FrameMeasurement> {
  const { file, hdu, width, height } = await openFrameFile(blob);
  const kernels = await loadKernels();
  // One frame at a time is measured in a worker, so that nobody else has this room.
  const room = kernels && pixelsInWasm(kernels, width * height);
  const image = await readImage(file, hdu, 0, room);
  const scan = kernels && room ? pixelScanInWasm(kernels, room) : plainPixelScan(image.data);
  const found = starsAndSky(image, hdu.header.number('SATURATE'), scan);
  if (typeof found === 'string') throw new AsyncError(found);
  return { ...found, pixels: hdu.kind === 'image' ? null : storePixels(image) };
}
