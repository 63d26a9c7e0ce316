import type { PhotometryDatum } from '../domain/PhotometryDatum';
import { toCsv } from './csv';

const HEADING = 'time magnitude error filter limit source airmass bjd_tdb quality excluded measured_by'.split(
  ' '
);

/** All that is known of measurements, with a heading; what is not known is empty. Can be imported again. */
export const photometryTableCsv = (data: readonly PhotometryDatum[]): string =>
  toCsv([
    HEADING,
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
