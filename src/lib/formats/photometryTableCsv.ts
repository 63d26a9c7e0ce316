import type { PhotometryDatum } from '../domain/rows/PhotometryDatum';
import { toCsv } from './csv';

/** The names of its columns. */
export const HEADING =
  'time magnitude error filter limit source airmass bjd_tdb quality excluded measured_by'.split(' ');

/** All that is known about measurements; unknown values are empty. With its heading it can be imported again. */
export const photometryTableCsv = (data: readonly PhotometryDatum[], hasHeading = true): string =>
  toCsv([
    ...(hasHeading ? [HEADING] : []),
    ...data.map(({ timestamp, sourceName, value }) => [
      new Date(timestamp).toISOString(),
      value.magnitude,
      value.error ?? '',
      value.filter ?? '',
      value.isLimit ? 'yes' : '',
      value.source ?? '',
      value.airmass ?? '',
      value.bjdTdb ?? '',
      value.quality ?? '',
      value.excluded ?? '',
      sourceName
    ])
  ]);
