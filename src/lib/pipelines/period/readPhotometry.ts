import type { PhotometryMeasurement } from '../../domain/rows/FinishedOutput';
import { DAY, UNIX_JD } from '../../domain/units/days';
import type { Brightnesses } from './Brightnesses';
import { leftOut } from './leftOut';

/** The photometry of a target, without excluded measurements and limits. */
export function readPhotometry(measurements: readonly PhotometryMeasurement[]): Brightnesses {
  const excluded = measurements.filter(({ value }) => value.excluded !== undefined).length;
  const kept = measurements.filter(({ value }) => value.excluded === undefined && !value.isLimit);
  const limits = measurements.length - excluded - kept.length;
  const isBarycentric = kept.every(({ value }) => value.bjdTdb !== undefined);
  return {
    times: kept.map(({ timestamp, value }) => (isBarycentric ? value.bjdTdb! : timestamp / DAY + UNIX_JD)),
    values: kept.map(({ value }) => value.magnitude),
    errors: kept.map(({ value }) => value.error ?? NaN),
    filters: kept.map(({ value }) => value.filter ?? ''),
    kind: 'magnitude',
    timeName: isBarycentric ? 'BJD_TDB' : 'JD_UTC',
    warnings: leftOut(null, limits, 'limit'),
    notes: [
      `${kept.length} measurements of the target.`,
      ...(excluded > 0 ? [`${excluded} that you excluded are left out.`] : []),
      isBarycentric
        ? 'Times are barycentric (BJD_TDB).'
        : 'Times are as seen from the Earth (UTC): over a year, its orbit makes them early or late by up to 8.3 minutes.'
    ]
  };
}
