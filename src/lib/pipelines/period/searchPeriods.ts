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
const FINER = 10;
const PHASES = 400;

/**
 * The periodogram, and its highest peaks as candidates, best first. A curve of several terms fits a sine with twice or
 * three times its period as well: of each peak, the number of terms and the fraction of its period that the data support
 * are taken, by the Bayesian information criterion (Schwarz 1978, Annals of Statistics 6, 461).
 * @param terms at most
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
    .map((j) => supported(series, grid.start + j * grid.step, grid.step, terms))
    .sort((a, b) => a.criterion - b.criterion)
    .filter((peak, i, all) => all.findIndex((other) => isSamePeak(other, peak, grid.step)) === i)
    .slice(0, MAX_CANDIDATES);
  const windowPeak = strongestWindow(periodogram, span);
  const candidates = peaks.map(({ frequency, error, power, terms }, rank): PeriodCandidate => {
    const curve = fitFourierSeries(series, frequency, terms);
    const values = Array.from({ length: PHASES }, (_, k) => fourierValue(curve, k / PHASES));
    const [lowest, highestValue] = [Math.min(...values), Math.max(...values)];
    const brightest = values.indexOf(isBrightestLowest ? lowest : highestValue) / PHASES;
    return {
      period: 1 / frequency,
      terms,
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

interface Peak {
  readonly frequency: number;
  readonly error: number;
  readonly power: number;
}

interface SupportedPeak extends Peak {
  readonly terms: number;
  /** The lower, the better. */
  readonly criterion: number;
}

/** The best of all that a curve of so many terms contains: fewer terms, or only every second or third of them. */
function supported(series: TimeSeries, frequency: number, step: number, terms: number): SupportedPeak {
  let best: SupportedPeak | null = null;
  for (let multiple = 1; multiple <= terms; multiple++)
    for (let fewer = 1; fewer * multiple <= terms; fewer++) {
      const peak = refine(series, multiple * frequency, multiple * step, fewer);
      const criterion = information(series.times.length, peak.power, fewer);
      if (!best || criterion < best.criterion) best = { ...peak, terms: fewer, criterion };
    }
  return best!;
}

/** Of a curve with a mean, a frequency and two numbers a term, but for what all have in common. */
const information = (points: number, power: number, terms: number): number =>
  points * Math.log(Math.max(1 - power, Number.EPSILON)) + 2 * terms * Math.log(points);

const isSamePeak = (a: Peak, b: Peak, step: number): boolean => Math.abs(a.frequency - b.frequency) < step;

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

/**
 * The top of a peak, from finer steps around it and finer ones around their highest; its error by Cash (1979), ApJ 228,
 * 939: chi square + 1.
 */
function refine(series: TimeSeries, frequency: number, step: number, terms: number): Peak {
  const { top: near, fine } = highestNear(series, frequency, step, terms);
  const { top, power, curvature } = highestNear(series, near, fine, terms);
  const freedom = Math.max(1, series.times.length - 2 * terms - 2);
  return {
    frequency: top,
    error: curvature > 0 ? Math.sqrt((2 * (1 - power)) / (freedom * curvature)) : step,
    power
  };
}

/** The highest power within a step of a frequency. */
function highestNear(series: TimeSeries, frequency: number, step: number, terms: number) {
  const fine = step / FINER;
  const start = Math.max(frequency - step, fine);
  const { power } = lombScargle(series, { start, step: fine, count: 2 * FINER + 1 }, terms);
  const top = power.reduce((best, value, j) => (value > power[best] ? j : best), 0);
  const [left, middle, right] = [power[top - 1] ?? power[top], power[top], power[top + 1] ?? power[top]];
  const curvature = (2 * middle - left - right) / fine ** 2;
  const shift = curvature > 0 ? (right - left) / (2 * curvature * fine) : 0;
  return { top: start + top * fine + shift, power: middle, curvature, fine };
}
