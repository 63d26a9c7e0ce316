import type { PlotArea, PlotAxis, PlotRange, PlotView } from './Plot';

/** From values to places along an axis, and back. */
export interface PlotScale {
  readonly place: (value: number) => number;
  readonly value: (place: number) => number;
}

/** @param from, to places of the ends of the axis: left and right, or bottom and top */
export function plotScale(axis: PlotAxis, range: PlotRange, from: number, to: number): PlotScale {
  const [start, end] = axis.isReversed ? [range[1], range[0]] : range;
  const isLog = axis.scale === 'log';
  const [a, b] = isLog ? [Math.log10(start), Math.log10(end)] : [start, end];
  const factor = (to - from) / (b - a);
  return isLog
    ? {
        place: (value) => from + (Math.log10(value) - a) * factor,
        value: (place) => 10 ** (a + (place - from) / factor)
      }
    : { place: (value) => from + (value - a) * factor, value: (place) => a + (place - from) / factor };
}

export const plotScales = (
  { x, y }: { readonly x: PlotAxis; readonly y: PlotAxis },
  view: PlotView,
  area: PlotArea
): { readonly x: PlotScale; readonly y: PlotScale } => ({
  x: plotScale(x, view.x, area.left, area.right),
  y: plotScale(y, view.y, area.bottom, area.top)
});
