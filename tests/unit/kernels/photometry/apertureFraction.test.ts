import { expect, it } from 'vitest';
import { apertureFraction } from '../../../../src/lib/kernels/photometry/apertureFraction';

/** By adding up small squares of the profile. */
function slowFraction(distance: number, radius: number, fwhm: number): number {
  const alphaSquared = (fwhm / 2) ** 2 / (2 ** (1 / 3) - 1);
  const step = radius / 150;
  let sum = 0;
  for (let y = -radius + step / 2; y < radius; y += step)
    for (let x = -radius + step / 2; x < radius; x += step)
      if (x ** 2 + y ** 2 < radius ** 2) sum += (1 + ((x - distance) ** 2 + y ** 2) / alphaSquared) ** -3;
  return (2 * sum * step ** 2) / (Math.PI * alphaSquared);
}

it.each([
  [0, 4, 3],
  [0, 1, 3],
  [3.4, 4, 3.4],
  [4, 4.5, 3.5],
  [6, 4.5, 3.5],
  [15, 5, 3],
  [2, 20, 3]
])('of a star %d away, radius %d, FWHM %d', (distance, radius, fwhm) => {
  expect(apertureFraction(distance, radius, fwhm)).toBeCloseTo(slowFraction(distance, radius, fwhm), 2);
});

it('is nothing far away, and all in a wide aperture', () => {
  expect(apertureFraction(1000, 3, 3)).toBeLessThan(1e-3);
  expect(apertureFraction(0, 1000, 3)).toBeCloseTo(1, 3);
});
