import type { PhotometryValue } from './ReducedDatum';

/** In this order, so that equal values are equal texts. */
const OPTIONAL = ['filter', 'isLimit', 'bjdTdb', 'airmass', 'quality', 'source', 'excluded'] as const;

/** The fields of a value, where those that are not known may be `undefined` as well as missing. */
export type PhotometryFields = Pick<PhotometryValue, 'magnitude' | 'error'> & {
  readonly [Name in (typeof OPTIONAL)[number]]?: PhotometryValue[Name] | undefined;
};

/** A value with the fields that are known, and no others. */
export function photometryValue(fields: PhotometryFields): PhotometryValue {
  const known = OPTIONAL.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]);
  return {
    kind: 'photometry',
    magnitude: fields.magnitude,
    error: fields.error,
    ...Object.fromEntries(known)
  };
}
