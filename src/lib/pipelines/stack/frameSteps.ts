import { skyText } from '../../domain/measurement/sentences';
import type { FrameMosaic } from '../../frames/frameMosaic';
import { openFrame } from '../../frames/openFrame';
import { withMosaic } from '../../frames/withMosaic';
import { starsAndSky, type StarsAndSky } from '../../kernels/alignment/starsAndSky';
import { background } from '../../kernels/sky/background';
import { storePixels } from '../../kernels/array/storePixels';
import { AsyncError, type InputFile } from '../api';
import type { PlaneColour, StackColour } from './StackColour';

/** The sky of a frame, or of one colour of it. */
export interface PlaneMeasurement {
  readonly level: number;
  readonly noise: number;
  /** Where rows cannot be read alone: all pixels, put aside. */
  readonly pixels: Blob | null;
}

export interface FrameMeasurement extends StarsAndSky, PlaneMeasurement {
  /** The value from which on its pixels are saturated; infinite where nothing says. */
  readonly saturation: number;
  readonly mosaic: FrameMosaic;
  /** Of a colour picture, if each colour is to be stacked; null otherwise. */
  readonly planes: Readonly<Record<PlaneColour, PlaneMeasurement>> | null;
}

/**
 * Finds the stars of a frame, the green ones of a colour picture whose colours are all stacked.
 * @throws FitsError if the file has no image that can be read, or one of several planes that are no colours
 * @throws AsyncError if the image holds nothing that could be stacked
 */
export async function measure(input: InputFile, colour: StackColour): Promise<FrameMeasurement> {
  const frame = await openFrame(input, 'refused', colour === 'each' ? 'green' : colour);
  const { hasColours, ...measured } = await frame.withImage((lent) => {
    const { image, scan, saturation, mosaic } = lent;
    const found = starsAndSky(image, saturation.level, scan);
    if ('refusal' in found) throw new AsyncError(skyText(found.refusal));
    return {
      ...found,
      saturation: saturation.level,
      mosaic,
      hasColours: lent.colour.measured !== null,
      pixels: frame.canReadRows ? null : storePixels(image)
    };
  });
  if (colour !== 'each' || !hasColours) return { ...measured, planes: null };
  const known = withMosaic(frame, measured.mosaic.pattern);
  const [red, green, blue] = [await plane(known, 'red'), measured, await plane(known, 'blue')];
  return { ...measured, planes: { red, green, blue } };
}

async function plane(input: InputFile, colour: PlaneColour): Promise<PlaneMeasurement> {
  const frame = await openFrame(input, 'refused', colour);
  return frame.withImage((lent) => {
    const { globalLevel, globalRms } = background(lent.image, { scan: lent.scan });
    const pixels = frame.canReadRows ? null : storePixels(lent.image);
    return { level: globalLevel, noise: globalRms, pixels };
  });
}
