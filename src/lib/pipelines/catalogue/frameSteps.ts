import { toCsv } from '../../formats/csv';
import { openFrame } from '../../frames/openFrame';
import { AsyncError, type InputFile } from '../api';
import type { CatalogueSettings } from './FrameCatalogue';
import { catalogueColumns } from './catalogueColumns';
import { catalogueFile } from './catalogueFile';
import { catalogueFrame } from './catalogueFrame';
import { catalogueRows } from './catalogueRows';
import { describeAssumptions, describeCatalogue } from './describeCatalogue';

/** The catalogue of a frame as files, and as lines for the log. */
export interface WrittenCatalogue {
  readonly csv: string;
  readonly table: Blob;
  readonly lines: readonly string[];
  /** What was taken for granted: often the same for all frames. */
  readonly assumptions: string;
}

/**
 * @throws FitsError if the file cannot be read
 * @throws AsyncError if it holds nothing that can be measured
 */
export async function measure(
  input: InputFile,
  settings: CatalogueSettings,
  provenance: readonly string[]
): Promise<WrittenCatalogue> {
  const frame = await openFrame(input);
  const catalogue = await frame.withImage((lent) => catalogueFrame(frame, lent, settings));
  if (typeof catalogue === 'string') throw new AsyncError(catalogue);
  const columns = catalogueColumns(catalogue);
  return {
    csv: toCsv(catalogueRows(catalogue, columns)),
    table: catalogueFile(catalogue, columns, { header: frame.header, uid: input.uid }, provenance),
    lines: describeCatalogue(catalogue),
    assumptions: describeAssumptions(catalogue)
  };
}
