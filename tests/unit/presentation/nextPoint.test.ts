import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestPoint } from '../../../src/lib/presentation/nearestPoint';
import { nextPoint } from '../../../src/lib/presentation/nextPoint';
import type { PlotSeries } from '../../../src/lib/domain/plot/Plot';

const value = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 9 }) }, fc.constant(NaN));
const points = fc.array(fc.tuple(value, value), { maxLength: 30 }).map((pairs): PlotSeries => ({
  name: '',
  tone: 0,
  style: 'points',
  x: pairs.map(([x]) => x),
  y: pairs.map(([, y]) => y)
}));

/** The points that are drawn, in the order of x. */
const inOrder = ({ x, y }: PlotSeries): number[] =>
  Array.from(x, (_, i) => i)
    .filter((i) => Number.isFinite(x[i]) && Number.isFinite(y[i]))
    .sort((a, b) => x[a]! - x[b]!);

it.each([1, -1] as const)('walks by %d over every point that is drawn, in order of x', (by) => {
  fc.assert(
    fc.property(points, (series) => {
      const walked: number[] = [];
      for (let at = nextPoint(series, null, by); at !== null; at = nextPoint(series, at, by)) walked.push(at);
      expect(by > 0 ? walked : walked.reverse()).toEqual(inOrder(series));
    })
  );
});

it('finds the first of the points that are nearest along x', () => {
  fc.assert(
    fc.property(points, fc.integer({ min: 0, max: 9 }), (series, x) => {
      const away = (i: number) => Math.abs(series.x[i]! - x);
      const order = inOrder(series);
      const nearest = order.length ? order.reduce((best, i) => (away(i) < away(best) ? i : best)) : null;
      expect(nearestPoint(series, x)).toBe(nearest);
    })
  );
});
