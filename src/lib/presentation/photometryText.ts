import type { PhotometryDatum } from '../domain/rows/PhotometryDatum';
import { qualityNames } from '../domain/measurement/sentences';

/** Of a magnitude; a limit with its sign. */
export const magnitudeText = ({ value }: PhotometryDatum): string =>
  `${value.isLimit ? '>' : ''}${value.magnitude.toFixed(3)}`;

export const errorText = ({ value }: PhotometryDatum): string => value.error?.toFixed(3) ?? 'unknown';

/** A measurement in a line. */
export function photometryText(datum: PhotometryDatum): string {
  const { timestamp, value } = datum;
  const time = `${new Date(timestamp).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const error = value.error === null ? '' : ` ± ${value.error.toFixed(3)}`;
  return [
    `${value.filter ?? 'Magnitude'} ${magnitudeText(datum)}${error}`,
    time,
    ...(value.excluded === undefined ? [] : [`excluded: ${value.excluded}`])
  ].join(' · ');
}

/** The known problems of a measurement, in words. */
export const qualityText = (quality: number): string => qualityNames(quality) || 'no problem known';
