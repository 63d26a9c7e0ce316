import { expect, it } from 'vitest';
import { median } from '../../../../src/lib/kernels/array/median';
import { Random } from '../../../../src/lib/kernels/simulation/Random';
import { samplePixels } from '../../../../src/lib/kernels/array/samplePixels';

it('returns all pixels if there are few', () => {
  const pixels = new Float32Array(2 ** 17);
  expect(samplePixels(pixels)).toBe(pixels);
});

it('has the level of all pixels, and equal numbers of every colour of a mosaic', () => {
  const random = new Random(1);
  const levels = [100, 200, 300, 400];
  const [width, height] = [1024, 700];
  const mosaic = Float32Array.from({ length: width * height }, (_, i) => {
    const y = Math.floor(i / width);
    return levels[2 * (y % 2) + (i % 2)]! + random.normal();
  });
  const sample = samplePixels(mosaic);
  expect(sample.length).toBeLessThanOrEqual(2 ** 17);
  for (const level of levels) {
    const ofColour = sample.filter((value) => Math.abs(value - level) < 50);
    expect(ofColour.length / sample.length).toBeCloseTo(0.25, 2);
    expect(median(ofColour)).toBeCloseTo(level, 1);
  }
  const noise = Float32Array.from({ length: 2 ** 19 + 3 }, () => random.normal());
  expect(Math.abs(median(samplePixels(noise)) - median(noise))).toBeLessThan(0.01);
});
