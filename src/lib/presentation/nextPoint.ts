import type { PlotSeries } from '../domain/plot/Plot';

/**
 * The drawn point that follows another along the x axis, or comes before it; of the same x, in their order.
 * @param from index of the other; null: of all the first, or the last @param by 1 onwards, -1 back
 * @returns its index; null where there is none
 */
export function nextPoint({ x, y }: PlotSeries, from: number | null, by: 1 | -1): number | null {
  const isBeyond = (a: number, b: number) => by * (x[a]! - x[b]! || a - b) > 0;
  let next: number | null = null;
  for (let i = 0; i < x.length; i++)
    if (Number.isFinite(x[i]) && Number.isFinite(y[i]))
      if ((from === null || isBeyond(i, from)) && (next === null || isBeyond(next, i))) next = i;
  return next;
}
