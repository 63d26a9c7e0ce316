import type { FileFacts } from '../../domain/image/FileFacts';
import type { Image } from '../../domain/image/Image';
import { declaredSaturation, type DeclaredSaturation } from '../../fits/facts/declaredSaturation';
import { fileFacts } from '../../fits/facts/fileFacts';
import { firstImage } from '../../fits/image/firstImage';
import { FitsError } from '../../fits/file/FitsError';
import type { Hdu } from '../../fits/file/Hdu';
import { openFits } from '../../fits/file/openFits';
import { nullOnFitsError } from '../../fits/file/nullOnFitsError';
import { readSoleImage, type SoleImage } from '../../fits/image/readSoleImage';
import { readWcs } from '../../fits/wcs/readWcs';
import type { InputFile } from '../api';

export interface Frame extends SoleImage {
  readonly facts: FileFacts;
  /** Arcseconds for a pixel in the middle; NaN without world coordinates. */
  readonly pixelScale: number;
  readonly saturation: DeclaredSaturation;
}

/** @throws FitsError if the file cannot be read */
export async function readFrame({ blob, facts }: InputFile): Promise<Frame> {
  const file = await openFits(blob);
  const hdu = firstImage(file.hdus);
  if (!hdu) throw new FitsError('There is no image in this file.');
  const sole = await readSoleImage(file, hdu);
  return {
    ...sole,
    facts: facts ?? fileFacts(file),
    pixelScale: pixelScaleOf(hdu, sole.image),
    saturation: declaredSaturation(file.hdus, hdu)
  };
}

function pixelScaleOf({ header }: Hdu, { width, height }: Image): number {
  const wcs = nullOnFitsError(() => readWcs(header));
  return wcs?.orientation((width - 1) / 2, (height - 1) / 2)?.pixelScale ?? NaN;
}
