import { type Plot, PLOT_MARK, type PlotAxis, type PlotRange, type PlotView } from './Plot';

/** Free space on each side, as a part of the whole. */
const MARGIN = 0.04;
/** Room for the arrow of a limit, likewise. */
const ARROW = 0.06;
/** Half the span around a lone value, in its own units; of time, in milliseconds. */
const LONE = { linear: 0.5, log: 0.3, time: 1_800_000 };

/** The view that holds every point and its error bar; bars longer than the spread of the points are cut. */
export function fitPlot({ x, y, series }: Plot): PlotView {
  const [xs, ys] = [emptyRange(), emptyRange()];
  for (const { x: values, y: heights } of series)
    for (let i = 0; i < values.length; i++) {
      if (!isDrawable(x, values[i]!) || !isDrawable(y, heights[i]!)) continue;
      widen(xs, values[i]!);
      widen(ys, heights[i]!);
    }
  const spread = ys[1] - ys[0];
  for (const { y: heights, error, marks } of series)
    for (let i = 0; i < heights.length; i++) {
      const length = marks?.[i] === PLOT_MARK.limit ? ARROW * spread : (error?.[i] ?? Number.NaN);
      const bar = spread > 0 ? Math.min(length, spread) : length;
      if (!(bar > 0) || !isDrawable(y, heights[i]!)) continue;
      widen(ys, heights[i]! + bar);
      if (isDrawable(y, heights[i]! - bar)) widen(ys, heights[i]! - bar);
    }
  return { x: padded(x, xs), y: padded(y, ys) };
}

const isDrawable = (axis: PlotAxis, value: number): boolean =>
  Number.isFinite(value) && (axis.scale !== 'log' || value > 0);

const emptyRange = (): [number, number] => [Infinity, -Infinity];

function widen(range: [number, number], value: number): void {
  if (value < range[0]) range[0] = value;
  if (value > range[1]) range[1] = value;
}

function padded({ scale }: PlotAxis, [min, max]: PlotRange): PlotRange {
  if (min > max) return scale === 'log' ? [1, 10] : [0, 1];
  const [from, to] = scale === 'log' ? [Math.log10(min), Math.log10(max)] : [min, max];
  const margin = to > from ? (to - from) * MARGIN : LONE[scale];
  return scale === 'log' ? [10 ** (from - margin), 10 ** (to + margin)] : [from - margin, to + margin];
}
