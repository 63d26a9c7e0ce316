import { expect, test } from 'vitest';
import { fitFourierSeries, fourierValue } from '../../../../src/lib/kernels/periods/fitFourierSeries';
import { lombScargle } from '../../../../src/lib/kernels/periods/lombScargle';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const random = new Random(7);
const times = Float64Array.from({ length: 60 }, () => 2_459_000 + 12 * random.uniform()).sort();
const errors = times.map(() => 0.01 + 0.04 * random.uniform());

test('recovers the series that the values were made from', () => {
  const made = { frequency: 1.7, epoch: times[0], mean: 12, cosines: [0.3, -0.1], sines: [0.05, 0.2] };
  const values = times.map((time) => fourierValue(made, (time - times[0]) * 1.7));
  const found = fitFourierSeries({ times, values, errors }, 1.7, 2);
  expect(found.epoch).toBe(times[0]);
  expect(found.mean).toBeCloseTo(12, 8);
  for (const k of [0, 1]) {
    expect(found.cosines[k]).toBeCloseTo(made.cosines[k]!, 8);
    expect(found.sines[k]).toBeCloseTo(made.sines[k]!, 8);
  }
});

test('explains as much of the variance as the periodogram says', () => {
  const values = times.map((_, i) => 12 + random.normal() * errors[i] * 3);
  const series = { times, values, errors };
  const { power } = lombScargle(series, { start: 0.83, step: 1, count: 1 }, 3);
  const curve = fitFourierSeries(series, 0.83, 3);
  const weights = errors.map((error) => error ** -2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = values.reduce((sum, value, i) => sum + (weights[i] * value) / total, 0);
  const squares = (model: (time: number) => number): number =>
    values.reduce((sum, value, i) => sum + weights[i] * (value - model(times[i])) ** 2, 0);
  const unexplained = squares((time) => fourierValue(curve, (time - curve.epoch) * 0.83));
  expect(1 - unexplained / squares(() => mean)).toBeCloseTo(power[0], 8);
});

test('is finite where the data cannot distinguish the terms, and refuses a frequency of 0', () => {
  const few = {
    times: Float64Array.of(0, 1, 2),
    values: Float64Array.of(1, 2, 4),
    errors: Float64Array.of(1, 1, 1)
  };
  const { mean, cosines, sines } = fitFourierSeries(few, 1, 2);
  expect([mean, ...cosines, ...sines].every(Number.isFinite)).toBe(true);
  expect(() => fitFourierSeries(few, 0, 1)).toThrow(RangeError);
});
