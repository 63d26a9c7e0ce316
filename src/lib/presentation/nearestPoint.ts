import type { PlotSeries } from '../domain/plot/Plot';

/** The index of the drawn point that is nearest to a value along the x axis; null where none is drawn. */
export function nearestPoint({ x, y }: PlotSeries, value: number): number | null {
  let nearest: number | null = null;
  let smallest = Infinity;
  for (let i = 0; i < x.length; i++) {
    const distance = Math.abs(x[i]! - value);
    if (!Number.isFinite(y[i]) || !(distance < smallest || (distance === smallest && x[i]! < x[nearest!]!)))
      continue;
    nearest = i;
    smallest = distance;
  }
  return nearest;
}
