import { orReason } from '../../fits/orReason';
import type { InputFile } from '../api';
import type { CatalogueSettings, FrameCatalogue } from './FrameCatalogue';
import { catalogueFrame } from './catalogueFrame';
import { openFrame, type Frame } from './openFrame';

/** A file and its sources; a sentence where it cannot be read, or has none. */
export function measureInput(
  { name, blob }: InputFile,
  settings: CatalogueSettings
): Promise<{ readonly frame: Frame; readonly catalogue: FrameCatalogue } | string> {
  return orReason(async () => {
    const frame = await openFrame(blob);
    const catalogue = catalogueFrame(name, frame, settings);
    return typeof catalogue === 'string' ? catalogue : { frame, catalogue };
  });
}
