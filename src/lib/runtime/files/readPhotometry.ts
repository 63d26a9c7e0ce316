import type { PhotometryMeasurement } from '../../domain/rows/FinishedOutput';
import type { PhotometryMapping, PhotometryTableReport } from '../../domain/measurement/photometryTable';
import type { Position } from '../../domain/sky/Position';
import { readBlob } from '../../fits/file/readBlob';
import { delimitedTable } from '../../formats/delimitedTable';
import { guessPhotometryMapping } from '../../formats/guessPhotometryMapping';
import { photometryRows } from '../../formats/photometryRows';
import { arrivalTimes } from '../../kernels/time/arrivalTimes';

const PREVIEW_ROWS = 6;
const MAX_PROBLEMS = 100;
/** Few enough not to hold up the receiver for long. */
const ROWS_AT_ONCE = 1000;
const MAX_BYTES = 100e6;

/**
 * Reads a table of photometry.
 * @param target converts heliocentric and barycentric dates to those at the Earth
 * @param mapping the meaning of the columns; null to guess it
 * @param take receives the measurements, some at a time
 * @throws UnreadableBlobError, or RangeError that says why it cannot be read
 */
export async function readPhotometry(
  file: Blob,
  target: Position,
  mapping: PhotometryMapping | null,
  take: ((measurements: readonly PhotometryMeasurement[]) => Promise<void> | void) | null
): Promise<PhotometryTableReport> {
  if (file.size > MAX_BYTES) throw new RangeError('It is larger than 100 MB: split it and add the parts');
  const table = delimitedTable(decode(await readBlob(file)));
  const report = {
    names: table.names,
    preview: table.rows.slice(0, PREVIEW_ROWS),
    rows: table.rows.length,
    mapping: mapping ?? guessPhotometryMapping(table)
  };
  const missing = (['time', 'magnitude'] as const).filter((role) => !report.mapping.roles.includes(role));
  if (missing.length > 0)
    return {
      ...report,
      readable: 0,
      problems: [],
      notes: [`Choose the ${missing.map((role) => `${role} column`).join(' and the ')}.`]
    };
  const { measurements, problems, notes } = photometryRows(table, report.mapping, arrivalTimes(target));
  if (take)
    for (let from = 0; from < measurements.length; from += ROWS_AT_ONCE)
      await take(measurements.slice(from, from + ROWS_AT_ONCE));
  return { ...report, readable: measurements.length, problems: problems.slice(0, MAX_PROBLEMS), notes };
}

/** UTF-8 or, if it is not, Windows-1252, as old Western programs write. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
