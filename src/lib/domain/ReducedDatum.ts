import type { DataProductPk, ReducedDatumPk, TargetPk, UnixMilliseconds } from './Brand';

/** One brightness. `error` is one standard deviation; both in magnitudes. */
export interface PhotometryValue {
  readonly magnitude: number;
  readonly error: number;
}

/** A piece of reduced data: the text of an output file, or one photometric measurement. */
export interface ReducedDatum {
  readonly pk: ReducedDatumPk;
  readonly targetPk: TargetPk;
  /** The product it was measured on, where there is one. */
  readonly dataProductPk: DataProductPk | null;
  /** The tag its pipeline gave, e.g. `photometry`. */
  readonly dataType: string;
  readonly sourceName: string;
  readonly sourceLocation: string;
  readonly timestamp: UnixMilliseconds;
  readonly value: string | PhotometryValue;
}
