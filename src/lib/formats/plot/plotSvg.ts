import { fitPlot } from '../../domain/fitPlot';
import type { Plot, PlotView } from '../../domain/Plot';
import { drawPlot } from './drawPlot';
import { PLOT_COLOURS } from './plotColours';
import { SvgPen } from './SvgPen';

/** So fine that no two marks that can be told apart are one. */
const SPOTS_PER_UNIT = 8;

/** A plot as an SVG file on white ground. @param view all of it, unless told */
export function plotSvg(plot: Plot, view: PlotView = fitPlot(plot), width = 960, height = 540): string {
  const pen = new SvgPen(width, height, plot.title);
  drawPlot(pen, plot, {
    width,
    height,
    view,
    colours: PLOT_COLOURS.light,
    resolution: SPOTS_PER_UNIT,
    hasLegend: true,
    font: 'sans-serif'
  });
  return pen.toString();
}
