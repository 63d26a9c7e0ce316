import type { BayerPattern } from '../../domain/image/FrameDisplay';
import { openFrame } from '../../frames/openFrame';
import { mosaicPattern } from '../../kernels/picture/mosaicPattern';
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
    const said = frame.mosaic;
    if (!said) return null;
    const pattern = await frame.withImage(({ image }) => mosaicPattern(image, said));
    const text =
      pattern === said
        ? `mosaic ${said}`
        : `mosaic ${pattern}: the file says ${said}, but its pixels tell that it is stored upside down`;
    return { pattern, text };
  });
}
