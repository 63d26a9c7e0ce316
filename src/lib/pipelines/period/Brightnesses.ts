/** Measurements as they were given: of any filter, in any order. */
export interface Brightnesses {
  /** Days. */
  readonly times: readonly number[];
  readonly values: readonly number[];
  /** NaN or 0 where none is told. */
  readonly errors: readonly number[];
  /** Empty where none is told. */
  readonly filters: readonly string[];
  /** Magnitudes are brighter where they are lower. */
  readonly kind: 'magnitude' | 'flux';
  /** What the times are, e.g. `BJD_TDB`. */
  readonly timeName: string;
  /** What was left out, and what was taken for what: sentences. */
  readonly notes: readonly string[];
}
