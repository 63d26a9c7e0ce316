import Papa from 'papaparse';
import type { Plot, PlotSeries } from '../domain/plot/Plot';

const MAX_PEAKS = 3;
/** Peaks within this fraction of their period from a higher one belong to it. */
const MIN_SEPARATION = 0.02;

/**
 * The plot of a periodogram, given as text with a heading and the columns `period` (days), `power` and, optionally,
 * `window`; the highest peaks are marked.
 * @throws RangeError that names what is missing
 */
export function periodogramPlot(title: string, text: string, scale: 'linear' | 'log'): Plot {
  const { data, meta } = Papa.parse<Record<string, number>>(text, {
    header: true,
    dynamicTyping: true,
    skipEmptyLines: true,
    comments: '#'
  });
  for (const name of ['period', 'power'])
    if (!meta.fields?.includes(name)) throw new RangeError(`The periodogram has no column '${name}'`);
  const rows = data.filter(
    ({ period, power }) => period! > 0 && Number.isFinite(period) && Number.isFinite(power)
  );
  if (rows.length === 0) throw new RangeError('The periodogram has no periods');
  rows.sort((a, b) => a.period! - b.period!);
  const x = Float64Array.from(rows, ({ period }) => period!);
  const line = (name: string, tone: number, column: string): PlotSeries => ({
    name,
    tone,
    style: 'line',
    x,
    y: Float64Array.from(rows, (row) => row[column] ?? Number.NaN)
  });
  const hasWindow = meta.fields?.includes('window') ?? false;
  const power = line('Power', 0, 'power');
  return {
    title,
    x: { title: 'Period (days)', scale },
    y: { title: 'Power', scale: 'linear' },
    // What is to lie on top is drawn last.
    series: [...(hasWindow ? [line('Window function', 7, 'window')] : []), power],
    markers: peaks(power).map((period) => ({ x: period, label: `${Number(period.toPrecision(6))} d` }))
  };
}

/** Periods of the highest peaks, the highest first. */
function peaks({ x, y }: PlotSeries): number[] {
  const maxima: number[] = [];
  for (let i = 1; i < x.length - 1; i++) if (y[i]! > y[i - 1]! && y[i]! >= y[i + 1]!) maxima.push(i);
  maxima.sort((a, b) => y[b]! - y[a]!);
  const found: number[] = [];
  for (const i of maxima) {
    if (found.length === MAX_PEAKS) break;
    if (found.every((period) => Math.abs(x[i]! - period) > MIN_SEPARATION * period)) found.push(x[i]!);
  }
  return found;
}
