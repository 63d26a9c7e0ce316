import { toCsv } from '../../formats/csv';
import { openFrame } from '../../frames/openFrame';
import { AsyncError, type InputFile } from '../api';
import type { CatalogueSettings } from './FrameCatalogue';
import { catalogueColumns } from './catalogueColumns';
import { catalogueFile } from './catalogueFile';
import { catalogueFrame } from './catalogueFrame';
import { catalogueRows } from './catalogueRows';
import type { Caveat } from './CatalogueWarning';
import { caveatsOf } from './caveatsOf';
import { describeAssumptions, describeCatalogue } from './describeCatalogue';
import { refusalText, warningText } from './sentences';

/** The catalogue of a frame as files, and as lines for the log. */
export interface WrittenCatalogue {
  readonly csv: string;
  readonly table: Blob;
  readonly lines: readonly string[];
  readonly caveats: readonly Caveat[];
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
  const frame = await openFrame(input, 'refused', settings.colour);
  const catalogue = await frame.withImage((lent) => catalogueFrame(frame, lent, settings));
  if ('refusal' in catalogue) throw new AsyncError(refusalText(catalogue.refusal));
  const columns = catalogueColumns(catalogue);
  const caveats = caveatsOf(catalogue, settings);
  const history = [
    ...provenance,
    ...caveats.map((code) => `Warning: ${warningText({ code, parameters: { names: [input.name] } })}`)
  ];
  return {
    csv: toCsv(catalogueRows(catalogue, columns)),
    table: catalogueFile(catalogue, columns, { header: frame.header, uid: input.uid }, history),
    lines: [...describeCatalogue(catalogue), describeAssumptions(catalogue)],
    caveats
  };
}
