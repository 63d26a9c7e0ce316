import type { PeriodNote } from './PeriodNote';

/** A period that the data may have. Days. */
export interface PeriodCandidate {
  readonly period: number;
  /** One standard deviation, by how sharp the peak is and how much is left over. */
  readonly error: number;
  /** Part of the variance that the curve takes away. */
  readonly power: number;
  /** That noise alone does as well at some period. */
  readonly falseAlarm: number;
  /** From the lowest to the highest value of the curve. */
  readonly amplitude: number;
  /** When the curve is brightest. */
  readonly epoch: number;
  /** What it may be of the first candidate or of the rhythm of observing; null if it is nothing known. */
  readonly note: PeriodNote | null;
}
