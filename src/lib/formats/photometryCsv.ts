import type { PhotometryValue, ReducedDatum } from '../domain/ReducedDatum';
import { toCsv } from './csv';
import { safeFileName } from './safeFileName';

export interface PhotometryCsv {
  readonly name: string;
  readonly text: string;
  /** How many of the data are not photometry and were left out. */
  readonly skipped: number;
}

/** The photometry of a target: time (ISO 8601, UTC), magnitude and error, in order of time, without a header. */
export function photometryCsv(targetName: string, data: readonly ReducedDatum[]): PhotometryCsv {
  const measured = data.filter(isPhotometry);
  const rows = measured
    .toSorted((a, b) => a.timestamp - b.timestamp)
    .map(({ timestamp, value }) => [new Date(timestamp).toISOString(), value.magnitude, value.error]);
  return {
    name: safeFileName(`${targetName.replace(/[ .]/g, '_')}.csv`),
    text: toCsv(rows),
    skipped: data.length - measured.length
  };
}

const isPhotometry = (datum: ReducedDatum): datum is ReducedDatum & { value: PhotometryValue } =>
  typeof datum.value === 'object' &&
  Number.isFinite(datum.value.magnitude) &&
  Number.isFinite(datum.value.error);
