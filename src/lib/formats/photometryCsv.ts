import { isPhotometry, type PhotometryDatum } from '../domain/rows/PhotometryDatum';
import type { ReducedDatum } from '../domain/rows/ReducedDatum';
import { toCsv } from './csv';
import { safeFileName } from './safeFileName';

export interface PhotometryCsv {
  readonly name: string;
  readonly text: string;
  /** How many measurements the user excluded; they are left out. */
  readonly excluded: number;
  /** How many are limits; they are left out, as in three columns they would look like measurements. */
  readonly limits: number;
  /** How many of the data are not photometry and were left out. */
  readonly skipped: number;
}

/**
 * The photometry of a target: time (ISO 8601, UTC), magnitude and error (empty where it is unknown), in order of
 * time, without a header.
 */
export function photometryCsv(targetName: string, data: readonly ReducedDatum[]): PhotometryCsv {
  const measured = data.filter(isMeasured);
  const kept = measured.filter(({ value }) => value.excluded === undefined);
  const detections = kept.filter(({ value }) => !value.isLimit);
  const rows = detections
    .sort((a, b) => a.timestamp - b.timestamp)
    .map(({ timestamp, value }) => [new Date(timestamp).toISOString(), value.magnitude, value.error ?? '']);
  return {
    name: safeFileName(`${targetName.replace(/[ .]/g, '_')}.csv`),
    text: toCsv(rows),
    excluded: measured.length - kept.length,
    limits: kept.length - detections.length,
    skipped: data.length - measured.length
  };
}

const isMeasured = (datum: ReducedDatum): datum is PhotometryDatum =>
  isPhotometry(datum) &&
  Number.isFinite(datum.value.magnitude) &&
  (datum.value.error === null || Number.isFinite(datum.value.error));
