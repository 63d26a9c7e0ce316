import type { BayerPattern } from '../../domain/image/FrameDisplay';
import { openFrame } from '../../frames/openFrame';
import { mosaicText } from '../../frames/sentences';
import { type InputFile, namingFile } from '../api';

/** What its user says: as the file says, one of the patterns, or none. */
export type MosaicChoice = 'auto' | 'none' | BayerPattern;

export interface Mosaic {
  /** Null: not a mosaic, but a plane for each colour. */
  readonly pattern: BayerPattern | null;
  /** What was found, for people. */
  readonly text: string;
}

/**
 * How a file has all colours: in the planes of a cube, or in a Bayer mosaic, by BAYERPAT or a FILTER that is a pattern, if
 * need be upside down; null if it has only one.
 * @throws AsyncError if the file cannot be read
 */
export function mosaicOf(input: InputFile, choice: MosaicChoice): Promise<Mosaic | null> {
  return namingFile(input.name, async () => {
    const frame = await openFrame(input, 'refused', 'green');
    if (frame.colourPlanes) return { pattern: null, text: 'a plane for each colour' };
    if (choice === 'none') return null;
    if (choice !== 'auto') return { pattern: choice, text: `mosaic ${choice}, as you say` };
    if (!frame.declaredMosaic) return null;
    const mosaic = await frame.withImage((lent) => lent.mosaic);
    return mosaic.pattern && { pattern: mosaic.pattern, text: mosaicText(mosaic) };
  });
}
