import type { BayerPattern } from '../../domain/image/FrameDisplay';
import { openFrame } from '../../frames/openFrame';
import { mosaicText } from '../../frames/sentences';
import { type InputFile, namingFile } from '../api';

/** What its user says: as the file says, one of the patterns, or none. */
export type MosaicChoice = 'auto' | 'none' | BayerPattern;

export interface Mosaic {
  readonly pattern: BayerPattern;
  /** What was found, for people. */
  readonly text: string;
}

/**
 * The Bayer mosaic of a file: BAYERPAT, or a FILTER that is a pattern, if need be upside down; null if it has none.
 * @throws AsyncError if the file cannot be read
 */
export function mosaicOf(input: InputFile, choice: MosaicChoice): Promise<Mosaic | null> {
  return namingFile(input.name, async () => {
    if (choice === 'none') return null;
    if (choice !== 'auto') return { pattern: choice, text: `mosaic ${choice}, as you say` };
    const frame = await openFrame(input);
    if (!frame.declaredMosaic) return null;
    const mosaic = await frame.withImage((lent) => lent.mosaic);
    return mosaic.pattern && { pattern: mosaic.pattern, text: mosaicText(mosaic) };
  });
}
