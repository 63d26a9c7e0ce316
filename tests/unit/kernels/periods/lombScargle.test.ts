import { describe, expect, test } from 'vitest';
import { lombScargle } from '../../../../src/lib/kernels/periods/lombScargle';
import type { TimeSeries } from '../../../../src/lib/kernels/periods/TimeSeries';
import facts from '../../../fixtures/periodFacts.json';

const { lombScargle: fact } = facts;
const series: TimeSeries = {
  times: Float64Array.from(fact.times),
  values: Float64Array.from(fact.values),
  errors: Float64Array.from(fact.errors)
};
const grid = { start: fact.start, step: fact.step, count: fact.count };

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));

describe('equals astropy', () => {
  test.each([1, 2, 3] as const)('with %i terms and weights', (terms) => {
    const { power } = lombScargle(series, grid, terms);
    expect(power).toHaveLength(grid.count);
    expect(largestDifference(power, fact.power[terms])).toBeLessThan(1e-8);
  });

  test('without weights', () => {
    const { power } = lombScargle({ ...series, errors: series.errors.map(() => 7) }, grid);
    expect(largestDifference(power, fact.unweighted)).toBeLessThan(1e-8);
  });
});

test('continues seamlessly past the size of one transform', () => {
  const long = { start: 1, step: 0.0001, count: 70_000 };
  const { power, window } = lombScargle(series, long, 2);
  const end = lombScargle(series, { start: 1 + 65_530 * 0.0001, step: 0.0001, count: 12 }, 2);
  expect(largestDifference(power.subarray(65_530, 65_542), end.power)).toBeLessThan(1e-8);
  expect(largestDifference(window.subarray(65_530, 65_542), end.window)).toBeLessThan(1e-8);
});

test('the window function shows the spacing of the nights, and nothing at half that frequency', () => {
  const times = Float64Array.from({ length: 90 }, (_, i) => Math.floor(i / 3) + 0.02 * (i % 3));
  const even = { times, values: times.map(Math.sin), errors: times.map(() => 1) };
  const { window } = lombScargle(even, { start: 0.5, step: 0.5, count: 2 });
  expect(window[0]).toBeLessThan(0.01);
  expect(window[1]).toBeGreaterThan(0.95);
});

const line = (count: number, slope: number): TimeSeries => {
  const times = Float64Array.from({ length: count }, (_, i) => i ** 1.1);
  return { times, values: times.map((time) => 12.3 + slope * time), errors: times.map(() => 0.1) };
};

test.each([1, 40])('has no power where nothing varies: %i points', (count) => {
  const { power } = lombScargle(line(count, 0), { start: 0, step: 0.05, count: 50 }, 3);
  expect(Math.max(...power)).toBe(0);
});

test('is between 0 and 1 even with fewer points than terms', () => {
  const { power } = lombScargle(line(2, 1), { start: 0, step: 0.05, count: 50 }, 3);
  expect(power.every((value) => value >= 0 && value <= 1)).toBe(true);
  expect(Math.max(...power)).toBeGreaterThan(0.99);
});

test.each<[string, Partial<TimeSeries>]>([
  ['0 times', { times: new Float64Array() }],
  ['point 1 is earlier', { times: series.times.with(1, 0) }],
  ['point 2: time', { times: series.times.with(2, NaN) }],
  ['point 0: time .*, value NaN', { values: series.values.with(0, NaN) }],
  ['point 0: .* error 0', { errors: series.errors.with(0, 0) }]
])('refuses a series: %s', (message, change) => {
  expect(() => lombScargle({ ...series, ...change }, grid)).toThrow(new RegExp(message));
});

test.each([
  [{ start: -1 }, 1],
  [{ step: 0 }, 1],
  [{ step: Infinity }, 1],
  [{ count: 2 ** 21 + 1 }, 1],
  [{ count: 1.5 }, 1],
  [{}, 0],
  [{}, 7]
])('refuses the grid %o with %i terms', (change, terms) => {
  expect(() => lombScargle(series, { ...grid, ...change }, terms)).toThrow(RangeError);
});
