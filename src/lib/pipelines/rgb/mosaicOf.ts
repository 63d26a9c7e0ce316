import { BAYER_PATTERNS, type BayerPattern } from '../../domain/image/FrameDisplay';
import { openFrameFile } from '../../fits/image/openFrameFile';
import { readImage } from '../../fits/image/readImage';
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
export function mosaicOf({ name, blob, facts }: InputFile, choice: MosaicChoice): Promise<Mosaic | null> {
  return namingFile(name, async () => {
    if (choice === 'none') return null;
    if (choice !== 'auto') return { pattern: choice, text: `mosaic ${choice}, as you say` };
    const { file, hdu } = await openFrameFile(blob);
    const texts = [hdu.header.string('BAYERPAT'), facts?.filter, hdu.header.string('FILTER')];
    const said = BAYER_PATTERNS.find((known) => texts.some((text) => text?.trim().toUpperCase() === known));
    if (!said) return null;
    const pattern = mosaicPattern(await readImage(file, hdu), said);
    const text =
      pattern === said
        ? `mosaic ${said}`
        : `mosaic ${pattern}: the file says ${said}, but its pixels tell that it is stored upside down`;
    return { pattern, text };
  });
}
