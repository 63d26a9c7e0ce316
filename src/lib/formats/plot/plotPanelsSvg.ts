import type { Plot, PlotView } from '../../domain/plot/Plot';
import { drawPlot, plotArea } from './drawPlot';
import { PLOT_COLOURS } from './plotColours';
import { SvgPen } from './SvgPen';

export interface PlotPanel {
  readonly plot: Plot;
  readonly view: PlotView;
}

const WIDTH = 960;
/** Fine enough that marks which can be told apart are never merged. */
const SPOTS_PER_UNIT = 8;

/** Plots one below the other, as one SVG file on a white background. @param height of each plot */
export function plotPanelsSvg(title: string, panels: readonly PlotPanel[], height: number): string {
  const pen = new SvgPen(WIDTH, panels.length * height, title);
  const shape = { width: WIDTH, height, hasLegend: true };
  const left = Math.max(...panels.map(({ plot, view }) => plotArea(plot, { ...shape, view }).left));
  panels.forEach(({ plot, view }, i) => {
    pen.save();
    pen.translate(0, i * height);
    drawPlot(pen, plot, {
      ...shape,
      view,
      left,
      colours: PLOT_COLOURS.light,
      resolution: SPOTS_PER_UNIT,
      font: 'sans-serif'
    });
    pen.restore();
  });
  return pen.toString();
}
