import { fitPlot } from '../../domain/plot/fitPlot';
import type { Plot, PlotView } from '../../domain/plot/Plot';
import { drawPlot } from './drawPlot';
import { PLOT_COLOURS } from './plotColours';

const WIDTH = 960;
const HEIGHT = 540;
const PIXELS_PER_UNIT = 2;

/** A plot as a PNG file on a white background, drawn on an OffscreenCanvas. @param view by default all of it */
export function plotPng(plot: Plot, view: PlotView = fitPlot(plot)): Promise<Blob> {
  const canvas = new OffscreenCanvas(WIDTH * PIXELS_PER_UNIT, HEIGHT * PIXELS_PER_UNIT);
  const pen = canvas.getContext('2d')!;
  pen.scale(PIXELS_PER_UNIT, PIXELS_PER_UNIT);
  drawPlot(pen, plot, {
    width: WIDTH,
    height: HEIGHT,
    view,
    colours: PLOT_COLOURS.light,
    resolution: PIXELS_PER_UNIT,
    hasLegend: true,
    font: 'sans-serif'
  });
  return canvas.convertToBlob({ type: 'image/png' });
}
