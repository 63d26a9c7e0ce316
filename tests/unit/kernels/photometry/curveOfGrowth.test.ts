import { expect, test } from 'vitest';
import { curveOfGrowth } from '../../../../src/lib/kernels/photometry/curveOfGrowth';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const FRACTIONS = [0.7, 0.9, 1];
const STARS = 40;

/** Fluxes of stars by aperture; every tenth star has a neighbour in the largest aperture. */
function simulated(random: Random) {
  const total = Array.from({ length: STARS }, () => 1000 + 9000 * random.uniform());
  return FRACTIONS.map((fraction, k) =>
    Float64Array.from(
      total,
      (flux, i) => flux * fraction * (1 + 0.01 * random.normal()) + (k === 2 && i % 10 === 0 ? 5000 : 0)
    )
  );
}
const stars = Array.from({ length: STARS }, (_, i) => i);

test('is the ratio of the fluxes in two apertures, with the right error', () => {
  const random = new Random(4);
  const runs = Array.from({ length: 300 }, () => curveOfGrowth(simulated(random), stars, 2));
  for (const k of [0, 1]) {
    const truth = 1 / FRACTIONS[k];
    const mean = runs.reduce((sum, { factors }) => sum + factors[k], 0) / runs.length;
    const scatter = Math.sqrt(
      runs.reduce((sum, { factors }) => sum + (factors[k] - mean) ** 2, 0) / runs.length
    );
    const error = runs.reduce((sum, { errors }) => sum + errors[k], 0) / runs.length;
    // The neighbours shift the median of 40 stars by about two ranks: 0.13 of the scatter of one star.
    expect(Math.abs(mean / truth - 1)).toBeLessThan(0.003);
    expect(Math.abs(error / scatter - 1)).toBeLessThan(0.25);
  }
  expect(runs[0].factors[2]).toBe(1);
  expect(runs[0].errors[2]).toBe(0);
});

test('uses only the stars it is given', () => {
  const fluxes = [Float64Array.of(1, 5, 1), Float64Array.of(2, 5, 4)];
  expect(curveOfGrowth(fluxes, [0], 1).factors).toEqual([2, 1]);
  expect(curveOfGrowth(fluxes, [0, 2], 1).factors).toEqual([3, 1]);
});
