import { describe, expect, it } from 'vitest';
import { background } from '../../../../src/lib/kernels/sky/background';
import { Random } from '../../../../src/lib/kernels/simulation/Random';
import { blurredLight } from '../../../../src/lib/kernels/sources/blurredLight';

const SIDE = 96;

function sky(seed: number) {
  const random = new Random(seed);
  return Float32Array.from({ length: SIDE * SIDE }, () => 500 + 10 * random.normal());
}

/** The convolution with a Gaussian, pixel by pixel. */
function convolved(light: Float32Array, sigma: number, x: number, y: number): number {
  let sum = 0;
  for (let j = 0; j < SIDE; j++)
    for (let i = 0; i < SIDE; i++)
      sum +=
        (light[j * SIDE + i]! * Math.exp(-((i - x) ** 2 + (j - y) ** 2) / (2 * sigma ** 2))) /
        (2 * Math.PI * sigma ** 2);
  return sum;
}

describe('blurredLight', () => {
  it.each([2, 4, 8])('is nearly the convolution with a Gaussian of %d px', (wanted) => {
    const data = sky(1);
    const light = new Float32Array(SIDE * SIDE);
    for (const [x, y] of [
      [40, 44],
      [52, 47]
    ] as const) {
      light[y * SIDE + x] = 1e6;
      data[y * SIDE + x]! += 1e6;
    }
    const before = background({ data, width: SIDE, height: SIDE });
    const { image, sigma } = blurredLight({ data, width: SIDE, height: SIDE }, before, wanted);
    expect(Math.abs(sigma - wanted)).toBeLessThan(0.6);
    const peak = convolved(light, sigma, 40, 44);
    for (const [x, y] of [
      [40, 44],
      [46, 45],
      [52, 47],
      [40, 50],
      [30, 30]
    ] as const)
      expect(Math.abs(image.data[y * SIDE + x]! - convolved(light, sigma, x, y)) / peak).toBeLessThan(0.15);
  });

  it('knows the noise that is left, and takes blank pixels for sky', () => {
    const data = sky(2);
    data[20 * SIDE + 20] = NaN;
    const before = background({ data, width: SIDE, height: SIDE });
    const { image, background: after } = blurredLight({ data, width: SIDE, height: SIDE }, before, 3);
    expect(image.data.every(Number.isFinite)).toBe(true);
    const middle: number[] = [];
    for (let y = 15; y < SIDE - 15; y++)
      for (let x = 15; x < SIDE - 15; x++) middle.push(image.data[y * SIDE + x]!);
    const mean = middle.reduce((sum, value) => sum + value, 0) / middle.length;
    const rms = Math.sqrt(middle.reduce((sum, value) => sum + (value - mean) ** 2, 0) / middle.length);
    expect(Math.abs(mean)).toBeLessThan(1);
    expect(after.globalRms / rms).toBeGreaterThan(0.8);
    expect(after.globalRms / rms).toBeLessThan(1.25);
  });
});
