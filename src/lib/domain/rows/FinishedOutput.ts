import type { DataProductUid, UnixMilliseconds } from '../units/Brand';
import type { PhotometryValue } from './ReducedDatum';

export interface PhotometryMeasurement {
  readonly timestamp: UnixMilliseconds;
  readonly value: PhotometryValue;
  /** Of the file it was measured on, where there is one. */
  readonly dataProductUid: DataProductUid | null;
}

/** A checked output of a pipeline, ready to be saved. `tag` is '' where the pipeline gave none. */
export type FinishedOutput =
  | { readonly kind: 'file'; readonly name: string; readonly tag: string; readonly blob: Blob }
  | { readonly kind: 'text'; readonly name: string; readonly tag: string; readonly text: string }
  | {
      readonly kind: 'photometry';
      readonly name: string;
      readonly tag: string;
      readonly measurements: readonly PhotometryMeasurement[];
    };
