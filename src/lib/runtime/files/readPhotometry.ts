import type { PhotometryMeasurement } from '../../domain/rows/FinishedOutput';
import type {
  PhotometryMapping,
  PhotometryTableReport,
  RowProblem
} from '../../domain/measurement/photometryTable';
import type { Position } from '../../domain/sky/Position';
import { guessPhotometryMapping } from '../../formats/guessPhotometryMapping';
import { missingColumns, PhotometryRows } from '../../formats/PhotometryRows';
import { tableForm, tableParts } from '../../formats/tableParts';
import { arrivalTimes } from '../../kernels/time/arrivalTimes';

const PREVIEW_ROWS = 6;
const MAX_PROBLEMS = 100;
/** Few enough not to hold up the receiver for long. */
const ROWS_AT_ONCE = 1000;
const MAX_BYTES = 100e6;

/**
 * Reads a table of photometry, a megabyte at a time, so that a large one takes no more memory than a small one.
 * @param target converts heliocentric and barycentric dates to those at the Earth
 * @param mapping the meaning of the columns; null to guess it
 * @param take receives the measurements, some at a time, and is waited for
 * @param onread called with the part of the work that is done, from 0 to 1
 * @throws UnreadableBlobError, or RangeError that says why it cannot be read
 */
export async function readPhotometry(
  file: Blob,
  target: Position,
  mapping: PhotometryMapping | null,
  take: ((measurements: readonly PhotometryMeasurement[]) => Promise<void> | void) | null,
  onread: (done: number) => void = () => undefined
): Promise<PhotometryTableReport> {
  if (file.size > MAX_BYTES) throw new RangeError('It is larger than 100 MB: split it and add the parts');
  let bytes = 0;
  // It is read twice, or more often if it is not what most tables are.
  const tell = (read: number) => onread(Math.min(1, (bytes += read) / (2 * file.size)));
  const form = await tableForm(file, tell);
  bytes = file.size;
  const problems: RowProblem[] = [];
  let head: Pick<PhotometryTableReport, 'names' | 'preview' | 'mapping'> | undefined;
  let reader: PhotometryRows | null = null;
  let rows = 0;
  let readable = 0;
  for await (const table of tableParts(file, form, tell)) {
    if (!head) {
      const { names, rows: first } = table;
      head = {
        names,
        preview: first.slice(0, PREVIEW_ROWS),
        mapping: mapping ?? guessPhotometryMapping(table)
      };
      const isMapped = missingColumns(head.mapping).length === 0;
      reader = isMapped ? new PhotometryRows(head.mapping, form.hasPoints, arrivalTimes(target)) : null;
    }
    rows += table.rows.length;
    const part = reader?.read(table);
    if (!part) continue;
    readable += part.measurements.length;
    problems.push(...part.problems.slice(0, MAX_PROBLEMS - problems.length));
    if (!take) continue;
    for (let from = 0; from < part.measurements.length; from += ROWS_AT_ONCE)
      await take(part.measurements.slice(from, from + ROWS_AT_ONCE));
  }
  if (!head) throw new RangeError('Empty table or invalid file type');
  const missing = missingColumns(head.mapping).map((what) => `${what} column`);
  const notes = reader?.notes() ?? [`Choose the ${missing.join(' and the ')}.`];
  return { ...head, rows, readable, problems, notes };
}
