import type { Plot, PlotView } from '../domain/Plot';
import { saveMade } from './downloads';

export { periodogramPlot } from '../formats/periodogramPlot';
export { drawPlot, plotArea } from '../formats/plot/drawPlot';
export { PLOT_COLOURS } from '../formats/plot/plotColours';
export { PLOT_SHAPES } from '../formats/plot/plotShapes';

export const downloadPlotSvg = (plot: Plot, view: PlotView): Promise<void> =>
  saveMade(`${plot.title}.svg`, async () => {
    const { plotSvg } = await import('../formats/plot/plotSvg');
    return new Blob([plotSvg(plot, view)], { type: 'image/svg+xml' });
  });

export const downloadPlotPng = (plot: Plot, view: PlotView): Promise<void> =>
  saveMade(`${plot.title}.png`, async () => {
    const { plotPng } = await import('../formats/plot/plotPng');
    return plotPng(plot, view);
  });

export const downloadPlotCsv = (plot: Plot): Promise<void> =>
  saveMade(`${plot.title}.csv`, async () => {
    const { plotCsv } = await import('../formats/plot/plotCsv');
    return new Blob([plotCsv(plot)], { type: 'text/csv' });
  });
