import type { Statements } from '../../domain/statement/Statement';

/** A rhythm of the measurements: a known one, or its length in days. */
export type Rhythm = 'daily' | 'siderealDay' | 'halfDay' | 'yearly' | number;

/** What a period may be but one of the star. */
export type PeriodNote = Statements<{
  fewCycles: Record<string, never>;
  /** It is that of the measurements themselves. */
  observingRhythm: { readonly rhythm: Rhythm };
  /** Its frequency is so many times that of the first. */
  multipleOfFirst: { readonly ratio: number };
  aliasOfFirst: { readonly rhythm: Rhythm };
}>;
