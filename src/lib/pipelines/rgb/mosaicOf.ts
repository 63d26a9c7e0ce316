import { BAYER_PATTERNS, type BayerPattern } from '../../domain/FrameDisplay';
import { openFrameFile } from '../../fits/openFrameFile';
import type { InputFile } from '../api';
import { namingFile } from './namingFile';

/** What its user says: as the file says, one of the patterns, or none. */
export type MosaicChoice = 'auto' | 'none' | BayerPattern;

/**
 * The Bayer mosaic of a file: BAYERPAT, or a FILTER that is a pattern; null if it has none.
 * @throws AsyncError if the file cannot be read
 */
export async function mosaicOf(
  { name, blob, facts }: InputFile,
  choice: MosaicChoice
): Promise<BayerPattern | null> {
  if (choice === 'none') return null;
  if (choice !== 'auto') return choice;
  const { hdu } = await namingFile(name, () => openFrameFile(blob));
  const said = [hdu.header.string('BAYERPAT'), facts?.filter, hdu.header.string('FILTER')];
  return (
    BAYER_PATTERNS.find((pattern) => said.some((text) => text?.trim().toUpperCase() === pattern)) ?? null
  );
}
