import { fitPlot } from '../../domain/plot/fitPlot';
import type { Plot, PlotView } from '../../domain/plot/Plot';
import { plotPanelsSvg } from './plotPanelsSvg';

/** A plot as an SVG file on a white background. @param view by default all of it */
export const plotSvg = (plot: Plot, view: PlotView = fitPlot(plot)): string =>
  plotPanelsSvg(plot.title, [{ plot, view }], 540);
