import type { PhotometryValue, ReducedDatum } from './ReducedDatum';

/** A measurement of brightness among the reduced data. */
export type PhotometryDatum = ReducedDatum & { readonly value: PhotometryValue };

export const isPhotometry = (datum: ReducedDatum): datum is PhotometryDatum =>
  datum.value.kind === 'photometry';
