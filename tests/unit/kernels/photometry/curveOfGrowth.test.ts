import { expect, test } from 'vitest';
import { curveOfGrowth } from '../../../../src/lib/kernels/photometry/curveOfGrowth';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const SHARES = [0.7, 0.9, 1];
const STARS = 40;

/** Light by aperture of stars, of which every tenth has a neighbour in the largest aperture. */
function simulated(random: Random) {
  const total = Array.from({ length: STARS }, () => 1000 + 9000 * random.uniform());
  return SHARES.map((share, k) =>
    Float64Array.from(
      total,
      (flux, i) => flux * share * (1 + 0.01 * random.normal()) + (k === 2 && i % 10 === 0 ? 5000 : 0)
    )
  );
}
const stars = Array.from({ length: STARS }, (_, i) => i);

test('is the ratio of the light in apertures, with the error that it has', () => {
  const random = new Random(4);
  const runs = Array.from({ length: 300 }, () => curveOfGrowth(simulated(random), stars, 2));
  for (const k of [0, 1]) {
    const truth = 1 / SHARES[k];
    const mean = runs.reduce((sum, { factors }) => sum + factors[k], 0) / runs.length;
    const scatter = Math.sqrt(
      runs.reduce((sum, { factors }) => sum + (factors[k] - mean) ** 2, 0) / runs.length
    );
    const error = runs.reduce((sum, { errors }) => sum + errors[k], 0) / runs.length;
    // The neighbours shift the median of 40 by about two places: 0.13 of the scatter of one.
    expect(Math.abs(mean / truth - 1)).toBeLessThan(0.003);
    expect(Math.abs(error / scatter - 1)).toBeLessThan(0.25);
  }
  expect(runs[0].factors[2]).toBe(1);
  expect(runs[0].errors[2]).toBe(0);
});

test('goes by the stars it is given', () => {
  const fluxes = [Float64Array.of(1, 5, 1), Float64Array.of(2, 5, 4)];
  expect(curveOfGrowth(fluxes, [0], 1).factors).toEqual([2, 1]);
  expect(curveOfGrowth(fluxes, [0, 2], 1).factors).toEqual([3, 1]);
});
