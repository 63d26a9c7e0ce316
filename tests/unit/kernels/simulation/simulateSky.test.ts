import { expect, test } from 'vitest';
import { median } from '../../../../src/lib/kernels/array/median';
import { sigmaClip } from '../../../../src/lib/kernels/array/sigmaClip';
import {
  type SimulatedFrame,
  simulateSky,
  type SkySettings
} from '../../../../src/lib/kernels/simulation/simulateSky';

const SETTINGS: SkySettings = { seed: 5, frames: 24, width: 200, height: 160, stars: 20 };
const RADIUS = 6;

/** Sum above the sky within a circle: slow, obvious photometry. */
function flux({ image, drift }: SimulatedFrame, star: { x: number; y: number }): number {
  const sky = median(image.data);
  return image.data.reduce((sum, value, i) => {
    const x = (i % image.width) - star.x - drift.x;
    const y = Math.floor(i / image.width) - star.y - drift.y;
    return x * x + y * y <= RADIUS * RADIUS ? sum + value - sky : sum;
  }, 0);
}

test('the same settings give the same frames, in any order; another seed gives different ones', () => {
  const sky = simulateSky(SETTINGS);
  const later = sky.frame(7);
  expect(sky.frame(0)).toEqual(simulateSky(SETTINGS).frame(0));
  expect(simulateSky(SETTINGS).frame(7)).toEqual(later);
  expect(simulateSky({ ...SETTINGS, seed: 6 }).frame(7)).not.toEqual(later);
});

test('pixels are those of a 16-bit camera', () => {
  const { data } = simulateSky(SETTINGS).frame(1).image;
  expect(data.length).toBe(200 * 160);
  expect(data.every((value) => Number.isInteger(value) && value >= 0 && value <= 65_535)).toBe(true);
});

test('the noise of the sky is photon noise plus read noise', () => {
  const { mean, std } = sigmaClip(simulateSky({ ...SETTINGS, stars: 1 }).frame(2).image.data, 4);
  expect(mean).toBeCloseTo(300 + 400 / 1.5, 0);
  expect(std).toBeGreaterThan(0.97 * (Math.sqrt(400 + 8 ** 2) / 1.5));
  expect(std).toBeLessThan(1.03 * (Math.sqrt(400 + 8 ** 2) / 1.5));
});

test('the variable star varies as stated, wherever it has drifted', () => {
  const sky = simulateSky({ ...SETTINGS, stars: 1 });
  const reference = sky.frame(0);
  for (const index of [4, 12, 20]) {
    const frame = sky.frame(index);
    const measured = -2.5 * Math.log10(flux(frame, sky.variable) / flux(reference, sky.variable));
    expect(Math.abs(measured - (frame.variableMagnitude - reference.variableMagnitude))).toBeLessThan(0.03);
  }
  expect(Math.abs(sky.frame(4).variableMagnitude - sky.frame(12).variableMagnitude)).toBeGreaterThan(0.3);
});

test('stars drift, hot pixels stay', () => {
  const sky = simulateSky(SETTINGS);
  expect(sky.frame(0).drift).toEqual({ x: 0, y: 0 });
  expect(sky.frame(20).drift.x).toBeGreaterThan(5);
  for (const index of [0, 20]) {
    const { image } = sky.frame(index);
    for (const { x, y } of sky.hotPixels) expect(image.data[y * image.width + x]).toBeGreaterThan(10_000);
  }
});

test('has as many stars as asked for, most of them faint', () => {
  const { stars, variable } = simulateSky({ ...SETTINGS, stars: 500 });
  expect(stars.length).toBe(500);
  expect(stars).toContain(variable);
  const faint = stars.filter(({ magnitude }) => magnitude > 17).length;
  expect(faint / 500).toBeCloseTo(0.67, 1);
  expect(stars.every(({ magnitude }) => magnitude >= 12.5 && magnitude <= 18)).toBe(true);
});
