import type { FrequencyGrid } from '../../kernels/periods/FrequencyGrid';
import { falseAlarm } from '../../kernels/periods/falseAlarm';
import { findPeaks } from '../../kernels/periods/findPeaks';
import { fitFourierSeries, fourierValue } from '../../kernels/periods/fitFourierSeries';
import { lombScargle, type Periodogram } from '../../kernels/periods/lombScargle';
import type { TimeSeries } from '../../kernels/periods/TimeSeries';
import { aliasOf } from './aliasOf';
import type { PeriodCandidate } from './PeriodCandidate';
import { STEPS_PER_PEAK } from './searchGrid';

const MAX_CANDIDATES = 6;
/** Peaks that are refined: between the steps of the grid, one may overtake another. */
const MAX_PEAKS = 8;
/** Frequency steps of the refinement per step of the grid. */
const FINER = 20;
const PHASES = 400;

/**
 * The periodogram, and its highest peaks as candidates, best first.
 * @param isBrightestLowest as magnitudes are
 */
export function searchPeriods(
  series: TimeSeries,
  grid: FrequencyGrid,
  terms: number,
  isBrightestLowest: boolean
): { readonly periodogram: Periodogram; readonly candidates: readonly PeriodCandidate[] } {
  const periodogram = lombScargle(series, grid, terms);
  const span = series.times[series.times.length - 1] - series.times[0];
  const highest = grid.start + grid.step * (grid.count - 1);
  const peaks = findPeaks(periodogram.power, STEPS_PER_PEAK * terms, MAX_PEAKS)
    .map((j) => refine(series, grid.start + j * grid.step, grid.step, terms))
    .sort((a, b) => b.power - a.power)
    .slice(0, MAX_CANDIDATES);
  const windowPeak = strongestWindow(periodogram, span);
  const candidates = peaks.map(({ frequency, error, power }, rank): PeriodCandidate => {
    const curve = fitFourierSeries(series, frequency, terms);
    const values = Array.from({ length: PHASES }, (_, k) => fourierValue(curve, k / PHASES));
    const [lowest, highestValue] = [Math.min(...values), Math.max(...values)];
    const brightest = values.indexOf(isBrightestLowest ? lowest : highestValue) / PHASES;
    return {
      period: 1 / frequency,
      error: error / frequency ** 2,
      power,
      falseAlarm: falseAlarm(power, highest, series, terms),
      amplitude: highestValue - lowest,
      epoch: curve.epoch + brightest / frequency,
      note: aliasOf(frequency, rank === 0 ? null : peaks[0].frequency, span, windowPeak)
    };
  });
  return { periodogram, candidates };
}

/** The strongest window frequency, apart from the peak that every window has at frequency 0. */
function strongestWindow(
  { grid, window }: Periodogram,
  span: number
): { readonly frequency: number; readonly power: number } {
  const first = Math.max(0, Math.ceil((2 / span - grid.start) / grid.step));
  let top = first;
  for (let j = first; j < window.length; j++) if (window[j] > window[top]) top = j;
  return { frequency: grid.start + top * grid.step, power: window[top] ?? 0 };
}

/** The top of a peak, from finer steps around it; its error by Cash (1979), ApJ 228, 939: chi square + 1. */
function refine(
  series: TimeSeries,
  frequency: number,
  step: number,
  terms: number
): { readonly frequency: number; readonly error: number; readonly power: number } {
  const fine = step / FINER;
  const start = Math.max(frequency - step, fine);
  const { power } = lombScargle(series, { start, step: fine, count: 2 * FINER + 1 }, terms);
  const top = power.reduce((best, value, j) => (value > power[best] ? j : best), 0);
  const [left, middle, right] = [power[top - 1] ?? power[top], power[top], power[top + 1] ?? power[top]];
  const curvature = (2 * middle - left - right) / fine ** 2;
  const shift = curvature > 0 ? (right - left) / (2 * curvature * fine) : 0;
  const freedom = Math.max(1, series.times.length - 2 * terms - 2);
  return {
    frequency: start + top * fine + shift,
    error: curvature > 0 ? Math.sqrt((2 * (1 - middle)) / (freedom * curvature)) : step,
    power: middle
  };
}
