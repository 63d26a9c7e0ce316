import { skyText } from '../../domain/measurement/sentences';
import { openFrame } from '../../frames/openFrame';
import { starsAndSky, type StarsAndSky } from '../../kernels/alignment/starsAndSky';
import { storePixels } from '../../kernels/array/storePixels';
import { AsyncError, type InputFile } from '../api';

export interface FrameMeasurement extends StarsAndSky {
  /** Of a compressed file, whose rows cannot be read alone: its pixels, put aside. */
  readonly pixels: Blob | null;
  /** The value from which on its pixels are saturated; infinite where nothing says. */
  readonly saturation: number;
}

/**
 * @throws FitsError if the file has no image that can be read, or one of several planes
 * @throws AsyncError if the image holds nothing that could be stacked
 */
export async function measure(input: InputFile): Promise<FrameMeasurement> {
  const frame = await openFrame(input);
  return frame.withImage(({ image, scan, saturation }) => {
    const found = starsAndSky(image, saturation.level, scan);
    if ('refusal' in found) throw new AsyncError(skyText(found.refusal));
    return { ...found, saturation: saturation.level, pixels: frame.canReadRows ? null : storePixels(image) };
  });
}
