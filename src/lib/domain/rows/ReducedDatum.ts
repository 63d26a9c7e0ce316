import type { DataProductPk, ReducedDatumPk, TargetPk, UnixMilliseconds } from '../units/Brand';

/** The text of an output file. */
export interface TextValue {
  readonly kind: 'text';
  readonly text: string;
}

/** One brightness. A field that is missing is not known; none is ever there as `undefined`. */
export interface PhotometryValue {
  readonly kind: 'photometry';
  readonly magnitude: number;
  /** One standard deviation, magnitudes; null if it is not known. */
  readonly error: number | null;
  /** As its observer names it, e.g. `V`, `rp`. */
  readonly filter?: string;
  /** It was not seen: it is fainter than `magnitude`. */
  readonly isLimit?: true;
  /** Barycentric Julian date in TDB of the middle of the exposure, days. */
  readonly bjdTdb?: number;
  readonly airmass?: number;
  /** Bits of `SOURCE_QUALITY`. */
  readonly quality?: number;
  /** Who measured it, where the data say so. */
  readonly source?: string;
  /** Why its user excluded it. */
  readonly excluded?: string;
}

/** By `kind`. Another kind of measurement, such as a spectrum, joins it here. */
export type ReducedDatumValue = TextValue | PhotometryValue;

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
  readonly value: ReducedDatumValue;
}
