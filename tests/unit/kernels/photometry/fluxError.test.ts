import { expect, test } from 'vitest';
import { annulusSky } from '../../../../src/lib/kernels/photometry/annulusSky';
import { aperturePhotometry } from '../../../../src/lib/kernels/photometry/aperturePhotometry';
import { fluxError } from '../../../../src/lib/kernels/photometry/fluxError';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const SIDE = 320;
const CELL = 40;
const [GAIN, READ_NOISE, SKY, RADIUS] = [1.7, 6, 150, 5];

/** Stars of 100 to 100,000 electrons, each a square of 3 x 3 pixels well inside the aperture. */
function simulated(seed: number) {
  const random = new Random(seed);
  const count = (SIDE / CELL) ** 2;
  const [x, y, flux] = [0, 1, 2].map(() => new Float64Array(count));
  const electrons = new Float64Array(SIDE * SIDE).fill(SKY);
  for (let i = 0; i < count; i++) {
    x[i] = CELL * ((i % (SIDE / CELL)) + 0.5);
    y[i] = CELL * (Math.floor(i / (SIDE / CELL)) + 0.5);
    flux[i] = 10 ** (2 + 3 * random.uniform());
    for (let j = 0; j < 9; j++)
      electrons[(y[i] + Math.floor(j / 3) - 1) * SIDE + x[i] + (j % 3) - 1] += flux[i] / 9;
  }
  const data = Float32Array.from(
    electrons,
    (mean) => (random.poisson(mean) + READ_NOISE * random.normal()) / GAIN
  );
  return { image: { data, width: SIDE, height: SIDE }, positions: { count, x, y }, flux };
}

test('is the scatter of fluxes about the truth, with the sky from an annulus', () => {
  const pulls: number[] = [];
  for (let seed = 1; seed <= 8; seed++) {
    const { image, positions, flux } = simulated(seed);
    const sky = annulusSky(image, positions, 8, 13);
    const [{ sum, area }] = aperturePhotometry(image, positions, [RADIUS]);
    for (let i = 0; i < positions.count; i++) {
      const measured = sum[i] - area[i] * sky.level[i];
      const error = fluxError({
        flux: measured,
        area: area[i],
        skyNoise: sky.noise[i],
        levelError: sky.error[i],
        gain: GAIN
      });
      pulls.push((measured - flux[i] / GAIN) / error);
    }
  }
  const rms = Math.sqrt(pulls.reduce((sum, pull) => sum + pull ** 2, 0) / pulls.length);
  const mean = pulls.reduce((sum, pull) => sum + pull, 0) / pulls.length;
  // From 512 stars, the scatter is known to 3 %, the mean to 0.04.
  expect(Math.abs(rms - 1)).toBeLessThan(0.09);
  expect(Math.abs(mean)).toBeLessThan(0.13);
});

test('has no photon noise for a negative flux, nor for an infinite gain', () => {
  const noise = { area: 100, skyNoise: 3, levelError: 0.4 };
  expect(fluxError({ ...noise, flux: -500, gain: 2 })).toBe(50);
  expect(fluxError({ ...noise, flux: 5000, gain: Infinity })).toBe(50);
  expect(fluxError({ ...noise, flux: 15_000, gain: 2 })).toBe(100);
});
