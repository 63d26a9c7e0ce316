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
  /** The scatter of measurements that are next to each other is taken for the error of each. */
  noErrors: { readonly scatter: number };
  errorsAssumed: { readonly count: number; readonly error: number };
  /** Days. */
  shortestNotReached: { readonly wanted: number; readonly reached: number };
  coarseSteps: {};
  falseAlarm: { readonly probability: number };
  noteOnBest: { readonly note: PeriodNote };
  rivalPeriod: { readonly period: number };
}>;
