import { expect, test } from 'vitest';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const COUNT = 100_000;

function momentsOf(draw: () => number): { mean: number; variance: number } {
  const values = Array.from({ length: COUNT }, draw);
  const mean = values.reduce((sum, value) => sum + value) / COUNT;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / COUNT };
}

const draw = (random: Random) => Array.from({ length: 5 }, () => random.uniform());

test('the numbers depend only on seed and stream', () => {
  expect(draw(new Random(1, 2))).toEqual(draw(new Random(1, 2)));
  expect(draw(new Random(1, 2))).not.toEqual(draw(new Random(1, 3)));
  expect(draw(new Random(1, 2))).not.toEqual(draw(new Random(2, 2)));
});

test('uniform and normal numbers have the right mean and variance', () => {
  const random = new Random(7);
  const uniform = momentsOf(() => random.uniform());
  expect(uniform.mean).toBeCloseTo(1 / 2, 2);
  expect(uniform.variance).toBeCloseTo(1 / 12, 2);
  const normal = momentsOf(() => random.normal());
  expect(normal.mean).toBeCloseTo(0, 1);
  expect(normal.variance).toBeCloseTo(1, 1);
});

/** Reduced chi-square of the counts drawn against the exact probabilities, for counts expected at least 10 times. */
function chiSquarePerDegree(mean: number): number {
  const random = new Random(11);
  const drawn = new Map<number, number>();
  for (let i = 0; i < COUNT; i++) {
    const k = random.poisson(mean);
    drawn.set(k, (drawn.get(k) ?? 0) + 1);
  }
  let logFactorial = 0;
  let sum = 0;
  let bins = 0;
  for (let k = 0; k < 2 * mean + 50; k++) {
    if (k > 0) logFactorial += Math.log(k);
    const expected = COUNT * Math.exp(k * Math.log(mean) - mean - logFactorial);
    if (expected < 10) continue;
    sum += ((drawn.get(k) ?? 0) - expected) ** 2 / expected;
    bins++;
  }
  return sum / (bins - 1);
}

test.each([0.3, 4, 9.9, 10, 37.5, 400, 20_000])(
  'Poisson numbers of mean %s have the right distribution',
  (mean) => {
    expect(chiSquarePerDegree(mean)).toBeLessThan(2);
  }
);

test('no light gives no electrons', () => {
  expect(new Random(1).poisson(0)).toBe(0);
});
