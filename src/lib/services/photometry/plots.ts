import type { Plot, PlotView } from '../../domain/plot/Plot';
import type { PlotFileKind } from '../../runtime/protocol';
import { saveGenerated } from '../files/downloads';
import { withFileWorker } from '../files/withFileWorker';

export { periodogramPlot } from '../../formats/periodogramPlot';
export { drawPlot, plotArea } from '../../formats/plot/drawPlot';
export { PLOT_COLOURS } from '../../formats/plot/plotColours';
export { PLOT_SHAPES } from '../../formats/plot/plotShapes';

/** A file of a plot, made in a worker: of a hundred thousand points it takes a while. @param view the part that is shown */
export const downloadPlot = (kind: PlotFileKind, plot: Plot, view: PlotView): Promise<void> =>
  saveGenerated(`${plot.title}.${kind}`, () => withFileWorker((worker) => worker.plotFile(kind, plot, view)));
