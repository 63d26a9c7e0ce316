import { itemAt } from '../../domain/units/itemAt';
import { figureText } from '../../domain/units/figureText';
import { fitPlot } from '../../domain/plot/fitPlot';
import { type Plot, PLOT_MARK, type PlotAxis, type PlotRange } from '../../domain/plot/Plot';
import { type PlotPanel, plotPanelsSvg } from '../../formats/plot/plotPanelsSvg';
import type { ExclusionReason } from './ExclusionReason';
import type { FrameQuality } from './FrameQuality';
import { reasonText } from './sentences';

const PANELS = [
  { title: 'Sharpness', axis: 'FWHM (px)', key: 'fwhm' },
  { title: 'Sky', axis: 'Background', key: 'background' },
  { title: 'Number of stars', axis: 'Stars', key: 'stars' }
] as const;
const HEIGHT = 280;
/** As a share of the values: smaller ranges are not stretched to fill the plot. */
const MIN_SPAN = 0.1;

/**
 * FWHM, background and number of stars of each frame over time, or over their order where a time is not known, as
 * SVG. Frames with a reason to leave them out are crosses, the others dots; each with its name.
 */
export function plotQuality(
  frames: readonly FrameQuality[],
  reasons: readonly (readonly ExclusionReason[])[]
): string {
  const times = frames.map(({ facts: { observed } }) => observed && (observed.mid ?? observed.start));
  const x: PlotAxis = times.includes(null)
    ? { title: 'Frame', scale: 'linear' }
    : { title: 'Time (UTC)', scale: 'time' };
  const along = x.scale === 'time' ? (times as number[]) : frames.map((_, i) => i + 1);
  const marks = reasons.map(({ length }) => (length === 0 ? PLOT_MARK.plain : PLOT_MARK.excluded));
  const panels = PANELS.map(({ title, axis, key }): PlotPanel => {
    const plot: Plot = {
      title,
      x,
      y: { title: axis, scale: 'linear' },
      ...(marks.includes(PLOT_MARK.excluded) && { excludedName: 'Suggested to leave out' }),
      series: [
        {
          name: 'Keep',
          tone: 0,
          style: 'points',
          x: along,
          y: frames.map((frame) => frame[key]),
          marks,
          hints: frames.map((frame, i) =>
            [`${frame.name}: ${figureText(frame[key], 4)}`, ...itemAt(reasons, i).map(reasonText)].join('; ')
          )
        }
      ]
    };
    const view = fitPlot(plot);
    return { plot, view: { ...view, y: widened(view.y) } };
  });
  return plotPanelsSvg('Quality of frames', panels, HEIGHT);
}

function widened([from, to]: PlotRange): PlotRange {
  const margin = Math.max(0, (MIN_SPAN * Math.abs(from + to)) / 2 - (to - from)) / 2;
  return [from - margin, to + margin];
}
