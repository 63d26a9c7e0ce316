import { correctedFacts, type CorrectedFacts } from '../domain/rows/correctedFacts';
import type { InputFile } from '../domain/rows/InputFile';
import { fileFacts } from '../fits/facts/fileFacts';
import { FitsError } from '../fits/file/FitsError';
import { type FitsFile, openFits } from '../fits/file/openFits';
import { firstImage } from '../fits/image/firstImage';
import { imageSize } from '../fits/image/imageSize';
import type { FrameColour } from '../kernels/picture/mosaicColour';
import { Frame } from './Frame';
import { timeAtEarth } from './timeAtEarth';

/**
 * Opens the frame that a file holds: its first image. Reads headers only.
 * @param cubes an image of several planes is no frame, unless its first plane stands for it, or one of its colours is meant
 * @param colour which colour of a colour picture is meant; null: mosaics are given as they are
 * @throws FitsError if the file is not FITS, has no image, or one of several planes where these are refused
 */
export async function openFrame(
  input: InputFile,
  cubes: 'refused' | 'firstPlane' = 'refused',
  colour: FrameColour | null = null
): Promise<Frame> {
  const file = await openFits(input.blob);
  const hdu = firstImage(file.hdus);
  const size = hdu && imageSize(hdu);
  if (!size) throw new FitsError('There is no image in this file.');
  const frame = new Frame(input, file, hdu, size, await factsOf(input, file), colour);
  if (size.planes > 1 && cubes === 'refused' && !(colour && frame.colourPlanes))
    throw new FitsError(`The image is a cube of ${size.planes} planes, not a frame.${advice(frame)}`);
  return frame;
}

async function factsOf(input: InputFile, file: FitsFile): Promise<CorrectedFacts> {
  const facts = input.facts ?? correctedFacts({ facts: fileFacts(file), corrections: {} })!;
  const target = facts.targetPosition ?? input.target;
  const { observed } = facts;
  return { ...facts, observed: observed && target ? await timeAtEarth(observed, target) : observed };
}

const advice = ({ colourPlanes }: Frame): string =>
  colourPlanes
    ? ' It is a finished colour picture: Source catalogue, Light curve, Align and stack and Colour image can use it.'
    : '';
