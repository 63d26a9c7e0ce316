import { FitsError } from '../../fits/FitsError';
import type { InputFile } from '../api';
import type { CatalogueSettings, FrameCatalogue } from './FrameCatalogue';
import { catalogueFrame } from './catalogueFrame';
import { openFrame, type Frame } from './openFrame';

/** A file and its sources; a sentence where it cannot be read, or has none. */
export async function measureInput(
  { name, blob }: InputFile,
  settings: CatalogueSettings
): Promise<{ readonly frame: Frame; readonly catalogue: FrameCatalogue } | string> {
  try {
    const frame = await openFrame(blob);
    const catalogue = catalogueFrame(name, frame, settings);
    return typeof catalogue === 'string' ? catalogue : { frame, catalogue };
  } catch (error) {
    if (error instanceof FitsError) return error.message;
    throw error;
  }
}
