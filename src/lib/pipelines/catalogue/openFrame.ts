import { declaredSaturation, type DeclaredSaturation } from '../../fits/facts/declaredSaturation';
import { detectorNoise, type DetectorNoise } from '../../fits/facts/detectorNoise';
import type { FitsHeader } from '../../fits/file/FitsHeader';
import { openFrameFile } from '../../fits/image/openFrameFile';
import { nullOnFitsError } from '../../fits/file/nullOnFitsError';
import { readSoleImage, type SoleImage } from '../../fits/image/readSoleImage';
import { readWcs } from '../../fits/wcs/readWcs';
import type { Wcs } from '../../fits/wcs/Wcs';

/** A frame as its file has it. */
export interface Frame extends SoleImage {
  readonly header: FitsHeader;
  readonly noise: DetectorNoise;
  readonly saturation: DeclaredSaturation;
  /** World coordinates; null where the header has none that can be trusted. */
  readonly wcs: Wcs | null;
}

/** @throws FitsError if the file has no image that can be read, or one of several planes */
export async function openFrame(blob: Blob): Promise<Frame> {
  const { file, hdu } = await openFrameFile(blob);
  return {
    ...(await readSoleImage(file, hdu)),
    header: hdu.header,
    noise: detectorNoise(file.hdus, hdu),
    saturation: declaredSaturation(file.hdus, hdu),
    wcs: nullOnFitsError(() => readWcs(hdu.header))
  };
}
