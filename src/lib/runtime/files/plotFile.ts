import type { Plot, PlotView } from '../../domain/plot/Plot';
import type { PlotFileKind } from '../protocol';

/** A plot as a file: all of its numbers, or a picture of the part that is shown. */
export async function plotFile(kind: PlotFileKind, plot: Plot, view: PlotView): Promise<Blob> {
  switch (kind) {
    case 'csv': {
      const { plotCsv } = await import('../../formats/plot/plotCsv');
      return new Blob([plotCsv(plot)], { type: 'text/csv' });
    }
    case 'png': {
      if (typeof OffscreenCanvas === 'undefined')
        throw new Error('This browser cannot draw pictures of plots: save it as SVG, or update the browser.');
      const { plotPng } = await import('../../formats/plot/plotPng');
      return plotPng(plot, view);
    }
    case 'svg': {
      const { plotSvg } = await import('../../formats/plot/plotSvg');
      return new Blob([plotSvg(plot, view)], { type: 'image/svg+xml' });
    }
  }
}
