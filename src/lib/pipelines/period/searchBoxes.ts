import { figureText } from '../../domain/units/figureText';
import { boxLeastSquares, type BoxPeriodogram } from '../../kernels/periods/boxLeastSquares';
import { findPeaks } from '../../kernels/periods/findPeaks';
import type { FrequencyGrid } from '../../kernels/periods/FrequencyGrid';
import type { TimeSeries } from '../../kernels/periods/TimeSeries';
import { type Kernels, loadKernels } from '../../kernels/wasm/loadKernels';
import { AsyncError } from '../api';
import { aliasOf } from './aliasOf';
import type { PeriodNote } from './PeriodNote';

/** A period with which the brightness dips. Days. */
export interface BoxCandidate {
  readonly period: number;
  /** Half of the range in which the signal-to-noise ratio is within 1 of its maximum. */
  readonly error: number;
  readonly depth: number;
  readonly depthError: number;
  readonly duration: number;
  /** The middle of a dip. */
  readonly epoch: number;
  /** Depth divided by its error. */
  readonly snr: number;
  /** How far `snr` is above its mean, in standard deviations of it (Kovacs et al. 2002: signal detection efficiency). */
  readonly sde: number;
  readonly note: PeriodNote | null;
}

/** Days: about one to seven hours, each a quarter longer than the one before. */
const DURATIONS = [0.04, 0.05, 0.0625, 0.078, 0.098, 0.12, 0.15, 0.19, 0.24, 0.3];
/** Largest share of the period that a transit takes. */
const MAX_DUTY_CYCLE = 0.2;
const MIN_PERIOD = 0.8;
/** Points times periods: about ten seconds. */
const MAX_WORK = 2e9;
const MAX_FREQUENCIES = 2 ** 20;
const MAX_CANDIDATES = 4;
/** Frequency steps of the refinement per step of the grid. */
const FINER = 10;

/**
 * Box least squares over periods that are observed at least twice, with the best candidates, best first.
 * @param series in which a dip is low
 * @param shortest period in days, null: 0.8
 * @param longest period in days, null: half of the time from the first measurement to the last
 * @throws AsyncError if there is no period between the two
 */
export async function searchBoxes(
  series: TimeSeries,
  shortest: number | null,
  longest: number | null
): Promise<{
  readonly periodogram: BoxPeriodogram;
  readonly candidates: readonly BoxCandidate[];
  /** What was searched, as a sentence. */
  readonly note: string;
  /** The steps are wider than they should be, to keep the time short. */
  readonly isCoarse: boolean;
}> {
  const span = series.times[series.times.length - 1] - series.times[0];
  const period = { from: shortest ?? MIN_PERIOD, to: longest ?? span / 2 };
  if (!(period.to > period.from))
    throw new AsyncError(
      `A box search needs two cycles: of ${figureText(span)} d, these are periods of at most ` +
        `${figureText(span / 2)} d. Periods from ${period.from} d to ${figureText(period.to)} d were asked for.`
    );
  const fitting = DURATIONS.filter((duration) => duration <= MAX_DUTY_CYCLE * period.from);
  const durations = fitting.length > 0 ? fitting : [MAX_DUTY_CYCLE * period.from];
  const { grid, isCoarse } = boxGrid(span, period, durations[0], series.times.length);
  const kernels = await loadKernels();
  const periodogram = boxLeastSquares(series, grid, durations, kernels);
  const { mean, deviation } = statistics(periodogram.snr);
  const reach = Math.ceil(1 / (span * grid.step));
  const peaks = findPeaks(periodogram.snr, reach, MAX_CANDIDATES)
    .map((j) => refine(series, grid, j, durations, kernels))
    .sort((a, b) => b.snr - a.snr);
  return {
    periodogram,
    candidates: peaks.map((peak, rank) => ({
      ...peak,
      sde: deviation > 0 ? (peak.snr - mean) / deviation : 0,
      note: aliasOf(1 / peak.period, rank === 0 ? null : 1 / peaks[0].period, span, {
        frequency: 1,
        power: 0
      })
    })),
    note: `Boxes of ${durations.join(', ')} d at ${grid.count} periods from ${period.from} to ${figureText(period.to, 6)} d.`,
    isCoarse
  };
}

/** In one step, the dips of the longest period move by half of the shortest duration over the whole time span. */
function boxGrid(
  span: number,
  period: { readonly from: number; readonly to: number },
  duration: number,
  points: number
): { readonly grid: FrequencyGrid; readonly isCoarse: boolean } {
  const [start, end] = [1 / period.to, 1 / period.from];
  const wanted = Math.ceil(((end - start) * 2 * span * period.to) / duration) + 1;
  const count = Math.max(2, Math.min(wanted, MAX_FREQUENCIES, Math.floor(MAX_WORK / points)));
  return { grid: { start, step: (end - start) / (count - 1), count }, isCoarse: count < wanted };
}

function statistics(values: Float64Array): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

function refine(
  series: TimeSeries,
  { start, step }: FrequencyGrid,
  j: number,
  durations: readonly number[],
  kernels: Kernels | null
): Omit<BoxCandidate, 'sde' | 'note'> {
  const fine = step / FINER;
  const first = start + (j - 1) * step > 0 ? start + (j - 1) * step : start;
  // Not beyond the start of the grid.
  const count = j === 0 ? FINER + 1 : 2 * FINER;
  const found = boxLeastSquares(series, { start: first, step: fine, count }, durations, kernels);
  const top = found.snr.reduce((best, snr, k) => (snr > found.snr[best] ? k : best), 0);
  const withinError = Array.from(found.snr.keys()).filter((k) => found.snr[k] > found.snr[top] - 1);
  const middle = (withinError[0] + withinError[withinError.length - 1]) / 2;
  const frequency = first + middle * fine;
  return {
    period: 1 / frequency,
    error: (((withinError.length + 1) / 2) * fine) / frequency ** 2,
    depth: found.depth[top],
    depthError: found.depthError[top],
    duration: found.duration[top],
    epoch: found.midTransit[top],
    snr: found.snr[top]
  };
}
