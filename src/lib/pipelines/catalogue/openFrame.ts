import type { Image } from '../../domain/Image';
import { declaredSaturation, type DeclaredSaturation } from '../../fits/declaredSaturation';
import { detectorNoise, type DetectorNoise } from '../../fits/detectorNoise';
import type { FitsHeader } from '../../fits/FitsHeader';
import { openFrameFile } from '../../fits/openFrameFile';
import { orReason } from '../../fits/orReason';
import { readImage } from '../../fits/readImage';
import { readWcs } from '../../fits/readWcs';
import type { Wcs } from '../../fits/Wcs';
import { loadKernels } from '../../kernels/wasm/loadKernels';
import { pixelsInWasm } from '../../kernels/wasm/pixelsInWasm';

/** A frame as its file has it. */
export interface Frame {
  readonly image: Image;
  readonly header: FitsHeader;
  readonly noise: DetectorNoise;
  readonly saturation: DeclaredSaturation;
  /** World coordinates, or why there are none that can be trusted. */
  readonly wcs: Wcs | string;
}

/** @throws FitsError if the file has no image that can be read, or one of several planes */
export async function openFrame(blob: Blob): Promise<Frame> {
  const { file, hdu, width, height } = await openFrameFile(blob);
  const kernels = await loadKernels();
  // One frame at a time is measured in a worker, so that nobody else has this room.
  const room = kernels && pixelsInWasm(kernels, width * height);
  return {
    image: await readImage(file, hdu, 0, room),
    header: hdu.header,
    noise: detectorNoise(file.hdus, hdu),
    saturation: declaredSaturation(file.hdus, hdu),
    wcs: await orReason(() => readWcs(hdu.header))
  };
}
