import type { Statements } from '../../domain/statement/Statement';

/** A rhythm of the measurements: a known one, or its length in days. */
export type Rhythm = 'daily' | 'siderealDay' | 'halfDay' | 'yearly' | number;

/** Ratios of frequencies that are easily mistaken for each other. */
export const FREQUENCY_RATIOS = {
  '1/2': 1 / 2,
  '2': 2,
  '1/3': 1 / 3,
  '3': 3,
  '3/2': 3 / 2,
  '2/3': 2 / 3
} as const;
export type FrequencyRatio = keyof typeof FREQUENCY_RATIOS;

/** What a period may be other than one of the star. */
export type PeriodNote = Statements<{
  fewCycles: Record<string, never>;
  /** It is a rhythm of the measurements themselves. */
  observingRhythm: { readonly rhythm: Rhythm };
  /** Its frequency is `ratio` times that of the first. */
  multipleOfFirst: { readonly ratio: FrequencyRatio };
  aliasOfFirst: { readonly rhythm: Rhythm };
}>;
