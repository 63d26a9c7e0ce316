import { expect, test } from 'vitest';
import { neighbourLight } from '../../../../src/lib/kernels/photometry/neighbourLight';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const FWHM = 3;
const ALPHA_SQUARED = (FWHM / 2) ** 2 / (2 ** (1 / 3) - 1);

/** Light in an aperture from a star of flux 1 at a distance, summed in steps of a tenth of a pixel. */
function inAperture(distance: number, radius: number): number {
  let sum = 0;
  for (let y = -radius; y < radius; y += 0.1) {
    for (let x = -radius; x < radius; x += 0.1) {
      if (x * x + y * y > radius * radius) continue;
      sum += (2 / (Math.PI * ALPHA_SQUARED)) * (1 + ((x - distance) ** 2 + y * y) / ALPHA_SQUARED) ** -3;
    }
  }
  return sum * 0.01;
}

test('is roughly the light of the neighbour', () => {
  for (const distance of [2, 8, 12, 20, 35]) {
    const [light] = neighbourLight(
      { count: 2, x: [50, 50], y: [20, 20 + distance] },
      Float64Array.of(1, 1000),
      4,
      FWHM
    );
    const ratio = light / (1000 * inAperture(distance, 4));
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2);
  }
});

test('adds up all neighbours in reach, ignoring negative fluxes', () => {
  const random = new Random(1);
  const count = 60;
  const [x, y] = [0, 1].map(() => Float64Array.from({ length: count }, () => 100 * random.uniform()));
  const flux = Float64Array.from({ length: count }, (_, i) => (i === 7 ? -50 : 1000 * random.uniform()));
  const together = neighbourLight({ count, x, y }, flux, 5, FWHM);
  for (const i of [0, 7, 31]) {
    let expected = 0;
    for (let j = 0; j < count; j++) {
      if (j === i) continue;
      const pair = { count: 2, x: [x[i], x[j]], y: [y[i], y[j]] };
      expected += neighbourLight(pair, Float64Array.of(flux[i], flux[j]), 5, FWHM)[0];
    }
    expect(together[i]).toBeCloseTo(expected, 9);
  }
});
