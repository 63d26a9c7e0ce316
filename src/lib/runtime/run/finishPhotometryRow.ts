import type { DataProductUid, ModifiedJulianDate } from '../../domain/units/Brand';
import type { PhotometryMeasurement } from '../../domain/rows/FinishedOutput';
import { modifiedJulianDateToUnix } from '../../domain/units/modifiedJulianDate';
import { photometryValue } from '../../domain/rows/photometryValue';
import { AsyncError } from '../../pipelines/contract/errors';
import type { PhotometryRow, PhotometryRowFields } from '../../pipelines/contract/outputs';

/** By uid and by name; null where several have one name. */
export type InputFileUids = ReadonlyMap<string, DataProductUid | null>;

/**
 * Checks one measurement of a pipeline, which may come from code that no compiler has seen.
 * @param outputName of the output it belongs to
 * @throws AsyncError naming output and field
 */
export function finishPhotometryRow(
  row: PhotometryRow,
  outputName: string,
  uids: InputFileUids
): PhotometryMeasurement {
  const { time, inputFile, ...fields } = isTuple(row) ? toFields(row) : row;
  const { magnitude, error, isLimit = true, bjdTdb = 0, airmass = 1, quality = 0 } = fields;
  const { filter = '', source = '' } = fields;
  if (![time, magnitude, error ?? 0].every(Number.isFinite)) {
    throw new AsyncError(
      `Output '${outputName}' has a row that is not numbers: ${time}, ${magnitude}, ${error}`
    );
  }
  const check = (isRight: boolean, name: string, value: unknown): void => {
    if (!isRight) throw new AsyncError(`Output '${outputName}' has a row whose ${name} is ${String(value)}`);
  };
  check(error === null || error >= 0, 'error', error);
  check(Number.isFinite(bjdTdb), 'bjdTdb', bjdTdb);
  check(Number.isFinite(airmass), 'airmass', airmass);
  check(Number.isInteger(quality) && quality >= 0, 'quality', quality);
  check(typeof filter === 'string', 'filter', filter);
  check(typeof source === 'string', 'source', source);
  check(isLimit === true, 'isLimit', isLimit);
  return {
    timestamp: modifiedJulianDateToUnix(time as ModifiedJulianDate),
    value: photometryValue(fields),
    dataProductUid: uids.get(inputFile ?? '') ?? null
  };
}

const isTuple = (row: PhotometryRow): row is Exclude<PhotometryRow, PhotometryRowFields> =>
  Array.isArray(row);

const toFields = ([time, magnitude, error, inputFile]: Exclude<
  PhotometryRow,
  PhotometryRowFields
>): PhotometryRowFields => ({ time, magnitude, error, inputFile });
