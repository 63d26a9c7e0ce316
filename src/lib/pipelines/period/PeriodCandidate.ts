import type { PeriodNote } from './PeriodNote';

/** A possible period. Days. */
export interface PeriodCandidate {
  readonly period: number;
  /** One standard deviation, from the sharpness of the peak and the residual scatter. */
  readonly error: number;
  /** Harmonics of its curve: as many as the data support. */
  readonly terms: number;
  /** Share of the variance that the curve explains. */
  readonly power: number;
  /** Probability that noise alone does as well at some period. */
  readonly falseAlarm: number;
  /** From the lowest to the highest value of the curve. */
  readonly amplitude: number;
  /** Time at which the curve is brightest. */
  readonly epoch: number;
  /** How it may derive from the first candidate or the rhythm of observing; null if not known. */
  readonly note: PeriodNote | null;
}
