import { expect, test } from 'vitest';
import { falseAlarm } from '../../../../src/lib/kernels/periods/falseAlarm';
import { lombScargle } from '../../../../src/lib/kernels/periods/lombScargle';
import { Random } from '../../../../src/lib/kernels/simulation/Random';
import facts from '../../../fixtures/periodFacts.json';

const { lombScargle: fact } = facts;

test('equals astropy for one term', () => {
  const series = {
    times: Float64Array.from(fact.times),
    values: Float64Array.from(fact.values),
    errors: Float64Array.from(fact.errors)
  };
  for (const [power, expected] of fact.falseAlarm as [number, number][])
    expect(falseAlarm(power, fact.highest, series, 1) / expected).toBeCloseTo(1, 5);
});

test.each([1, 2, 3])('is how often noise reaches the same power, with %i terms', (terms) => {
  const [points, runs] = [40, 300];
  const random = new Random(terms);
  const times = Float64Array.from({ length: points }, () => 20 * random.uniform()).sort();
  const errors = times.map(() => 1);
  const grid = { start: 0.05, step: 0.016, count: 32 };
  const highest = grid.start + grid.step * (grid.count - 1);
  const probabilities = Array.from({ length: runs }, () => {
    const series = { times, values: times.map(() => random.normal()), errors };
    return falseAlarm(Math.max(...lombScargle(series, grid, terms).power), highest, series, terms);
  });
  const level = 0.1;
  const fraction = probabilities.filter((probability) => probability < level).length / runs;
  expect(fraction).toBeLessThan(level + 2 * Math.sqrt(level / runs));
  expect(fraction).toBeGreaterThan(level / 5);
});

test('is 1 where the fit has as many parameters as there are points', () => {
  const times = Float64Array.of(1, 2, 4, 5, 7);
  expect(falseAlarm(1, 1, { times, values: times, errors: times }, 2)).toBe(1);
  expect(falseAlarm(1, 1, { times, values: times, errors: times }, 1)).toBe(0);
});
