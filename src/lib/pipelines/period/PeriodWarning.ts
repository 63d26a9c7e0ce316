import type { Statements } from '../../domain/statement/Statement';
import type { PeriodNote } from './PeriodNote';

/** What a period search leaves out or assumes, and why its result may not be trusted. */
export type PeriodWarning = Statements<{
  /** Of which file; null: of the target's photometry. `lines`: of the file, where known. */
  pointsLeftOut: {
    readonly name: string | null;
    readonly count: number;
    readonly because: 'limit' | 'unreadable' | 'quality';
    readonly lines: readonly number[];
  };
  /** All but one, as none was asked for. Each with its number of measurements; empty: without a filter. */
  filtersLeftOut: { readonly used: string; readonly counts: readonly (readonly [string, number])[] };
  sameTimes: { readonly count: number };
  noErrors: {};
  errorsAssumed: { readonly count: number; readonly error: number };
  /** Days. */
  shortestNotReached: { readonly wanted: number; readonly reached: number };
  coarseSteps: {};
  falseAlarm: { readonly probability: number };
  noteOnBest: { readonly note: PeriodNote };
  rivalPeriod: { readonly period: number };
}>;
