import type { PreparedSeries } from './prepareSeries';

/** Measurements by phase, 0 to 1: `phase,magnitude,error,filter,time`, names first; the error is empty where not given. */
export function foldedRows(
  { times, values, errors, filters, isWeighted }: PreparedSeries,
  kind: 'magnitude' | 'flux',
  period: number,
  epoch: number
): (string | number)[][] {
  const rows = Array.from(times, (time, i) => {
    const cycles = (time - epoch) / period;
    const phase = Math.round((cycles - Math.floor(cycles)) * 1e6) / 1e6;
    const error: string | number = isWeighted ? errors[i] : '';
    return [phase === 1 ? 0 : phase, Number(values[i].toPrecision(9)), error, filters[i], time];
  });
  return [['phase', kind, 'error', 'filter', 'time'], ...rows.sort((a, b) => Number(a[0]) - Number(b[0]))];
}
