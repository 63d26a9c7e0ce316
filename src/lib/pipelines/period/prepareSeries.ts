import type { TimeSeries } from '../../kernels/periods/TimeSeries';
import { AsyncError } from '../api';
import type { Brightnesses } from './Brightnesses';
import type { PeriodWarning } from './PeriodWarning';
import { countsText } from './sentences';

export interface PreparedSeries extends TimeSeries {
  /** By point. */
  readonly filters: readonly string[];
  /** False where no errors were given: all points have the same weight. */
  readonly isWeighted: boolean;
  /** What was chosen and changed, as sentences. */
  readonly notes: readonly string[];
  readonly warnings: readonly PeriodWarning[];
}

/** Of the absolute deviations of normal noise. */
const MEDIAN_TO_SIGMA = 1.4826;
const ALL_FILTERS = 'all';
/** Measurements needed beyond two per harmonic. */
const MIN_MEASUREMENTS = 3;

/**
 * The measurements of one filter, or of all with the mean of each subtracted, sorted by time.
 * @param filter its name; empty for the one with the most measurements, `all` for all
 * @throws AsyncError if too few are left for a fit of so many terms, or they do not change
 */
export function prepareSeries(data: Brightnesses, filter: string, terms: number): PreparedSeries {
  const notes: string[] = [];
  const warnings: PeriodWarning[] = [];
  const rows = sortByTime(data, chooseFilter(data, filter, notes, warnings), notes, warnings);
  const needed = 2 * terms + MIN_MEASUREMENTS;
  if (rows.length < needed)
    throw new AsyncError(
      `${rows.length === 1 ? 'There is 1 measurement' : `There are ${rows.length} measurements`} to use. ` +
        `A period search with ${terms === 1 ? 'a sine' : `${terms} harmonics`} needs at least ${needed}.`
    );
  const times = Float64Array.from(rows, (row) => data.times[row]);
  if (times[0] === times[times.length - 1])
    throw new AsyncError('All measurements have the same time, so there is no period to search.');
  const filters = rows.map((row) => data.filters[row]);
  const values = Float64Array.from(rows, (row) => data.values[row]);
  if (values.every((value) => value === values[0]))
    throw new AsyncError('All brightnesses are the same, so there is no period to search.');
  const { errors, isWeighted } = errorsOf(data, rows, values, warnings);
  if (new Set(filters).size > 1) removeMeans(values, errors, filters);
  return { times, values, errors, filters, isWeighted, notes, warnings };
}

function chooseFilter(
  { times, filters }: Brightnesses,
  wanted: string,
  notes: string[],
  warnings: PeriodWarning[]
): number[] {
  const all = times.map((_, row) => row);
  const counts = new Map<string, number>();
  for (const filter of filters) counts.set(filter, (counts.get(filter) ?? 0) + 1);
  const names = [...counts.keys()].sort();
  const byName = names.map((name) => [name, counts.get(name)!] as const);
  const asked = wanted.trim();
  if (asked.toLowerCase() === ALL_FILTERS) {
    if (names.length > 1)
      notes.push(
        `Filters ${countsText(byName)} are searched together: the mean of each filter is subtracted.`
      );
    return all;
  }
  if (asked === '') {
    if (names.length < 2) return all;
    const most = names.reduce((best, name) => (counts.get(name)! > counts.get(best)! ? name : best));
    warnings.push({ code: 'filtersLeftOut', parameters: { used: most, counts: byName } });
    return all.filter((row) => filters[row] === most);
  }
  const name =
    names.find((name) => name === asked) ?? names.find((name) => name.toLowerCase() === asked.toLowerCase());
  if (name === undefined)
    throw new AsyncError(`No measurement is in filter '${asked}'. Filters are ${countsText(byName)}.`);
  notes.push(`Only filter ${name} is used.`);
  return all.filter((row) => filters[row] === name);
}

function sortByTime(
  { times }: Brightnesses,
  rows: readonly number[],
  notes: string[],
  warnings: PeriodWarning[]
): number[] {
  const sorted = [...rows].sort((a, b) => times[a] - times[b]);
  if (sorted.some((row, i) => row !== rows[i]))
    notes.push('The measurements were not in order of time, and were sorted.');
  const repeated = sorted.filter((row, i) => i > 0 && times[row] === times[sorted[i - 1]]).length;
  if (repeated > 0) warnings.push({ code: 'sameTimes', parameters: { count: repeated } });
  return sorted;
}

function errorsOf(
  data: Brightnesses,
  rows: readonly number[],
  values: Float64Array,
  warnings: PeriodWarning[]
): { readonly errors: Float64Array; readonly isWeighted: boolean } {
  const errors = Float64Array.from(rows, (row) => data.errors[row]);
  const known = errors.filter((error) => error > 0 && error < Infinity).sort();
  if (known.length === 0) {
    const scatter = scatterOfNeighbours(values);
    warnings.push({ code: 'noErrors', parameters: { scatter } });
    return { errors: errors.fill(scatter), isWeighted: false };
  }
  const missing = errors.length - known.length;
  const median = known[known.length >> 1];
  if (missing > 0) warnings.push({ code: 'errorsAssumed', parameters: { count: missing, error: median } });
  return {
    errors: errors.map((error) => (error > 0 && error < Infinity ? error : median)),
    isWeighted: true
  };
}

/**
 * The scatter of single values, by the median difference from the next: slow changes hardly add to it, nor do a few deep
 * dips. Where most neighbours are equal, by their standard deviation.
 */
function scatterOfNeighbours(values: Float64Array): number {
  const differences = values.subarray(1).map((value, i) => Math.abs(value - values[i]));
  const middle = differences.sort()[differences.length >> 1];
  if (middle > 0) return (MEDIAN_TO_SIGMA * middle) / Math.SQRT2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function removeMeans(values: Float64Array, errors: Float64Array, filters: readonly string[]): void {
  for (const filter of new Set(filters)) {
    let [sum, total] = [0, 0];
    for (let i = 0; i < values.length; i++) {
      if (filters[i] !== filter) continue;
      sum += values[i] / errors[i] ** 2;
      total += errors[i] ** -2;
    }
    for (let i = 0; i < values.length; i++) if (filters[i] === filter) values[i] -= sum / total;
  }
}
