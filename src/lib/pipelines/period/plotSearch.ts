import { fitPlot } from '../../domain/plot/fitPlot';
import type { Plot, PlotSeries } from '../../domain/plot/Plot';
import { toCsv } from '../../formats/csv';
import { periodogramPlot } from '../../formats/periodogramPlot';
import { plotPanelsSvg } from '../../formats/plot/plotPanelsSvg';
import type { SearchResult } from './SearchResult';

const HEIGHT = 340;
/** As many as a browser draws quickly. */
const MAX_POINTS = 3000;

/** As SVG: the periodogram over a logarithmic axis of periods, and the folded curve shown twice, brighter at the top. */
export function plotSearch(found: SearchResult): string {
  const periodogram: Plot = {
    ...periodogramPlot(found.title, toCsv(found.periodogram), 'log'),
    y: { title: found.powerName, scale: 'linear' },
    markers: found.candidates.slice(1).map(([rank, period]) => ({ x: Number(period), label: String(rank) }))
  };
  const folded = foldedPlot(found);
  // Without the curve, which may go anywhere between the measurements.
  const { y } = fitPlot({ ...folded, series: folded.series.slice(0, 1) });
  return plotPanelsSvg(
    found.title,
    [
      { plot: periodogram, view: fitPlot(periodogram) },
      { plot: folded, view: { x: [0, 2], y } }
    ],
    HEIGHT
  );
}

function foldedPlot({ folded: [, ...rows], kind, curve }: SearchResult): Plot {
  const every = Math.ceil(rows.length / MAX_POINTS);
  const shown = rows.filter((_, i) => i % every === 0);
  const phases = shown.map(([phase]) => Number(phase));
  const errors = shown.map(([, , error]) => (error === '' ? NaN : Number(error)));
  const points: PlotSeries = {
    name: every > 1 ? `One of ${every} measurements` : 'Measurements',
    tone: 0,
    style: 'points',
    x: twice(phases, 1),
    y: twice(shown.map(([, value]) => Number(value))),
    error: twice(errors)
  };
  const fitted: PlotSeries = {
    name: 'Fitted curve',
    tone: 1,
    style: 'line',
    x: twice(
      curve.map((_, i) => i / curve.length),
      1
    ),
    y: twice(curve)
  };
  return {
    title: 'Folded, twice over',
    x: { title: 'Phase', scale: 'linear' },
    y: kind === 'magnitude' ? MAGNITUDE : FLUX,
    series: [points, ...(curve.length > 0 ? [fitted] : [])]
  };
}

const MAGNITUDE = { title: 'Magnitude', scale: 'linear', isReversed: true } as const;
const FLUX = { title: 'Flux', scale: 'linear' } as const;

const twice = (values: readonly number[], later = 0): number[] => [
  ...values,
  ...values.map((value) => value + later)
];
