import type { PeriodWarning } from './PeriodWarning';

/** Measurements as given: of any filter, in any order. */
export interface Brightnesses {
  /** Days. */
  readonly times: readonly number[];
  readonly values: readonly number[];
  /** NaN or 0 where not given. */
  readonly errors: readonly number[];
  /** Empty where not given. */
  readonly filters: readonly string[];
  /** Magnitudes are brighter where they are lower. */
  readonly kind: 'magnitude' | 'flux';
  /** What the times are, e.g. `BJD_TDB`. */
  readonly timeName: string;
  /** What was read, as sentences. */
  readonly notes: readonly string[];
  readonly warnings: readonly PeriodWarning[];
}
