import { expect, it } from 'vitest';
import { downsample } from '../../../../src/lib/kernels/picture/downsample';
import { ReducedImage } from '../../../../src/lib/kernels/picture/ReducedImage';

it('makes of strips what is made of the whole, blank pixels left out', () => {
  const [width, height, factor] = [120, 90, 3];
  const data = Float32Array.from({ length: width * height }, (_, i) => (i % 11 === 0 ? NaN : (i * 37) % 101));
  const reduced = new ReducedImage(width, height, factor);
  for (let from = 0; from < data.length; from += 7 * width)
    reduced.add(data.subarray(from, Math.min(data.length, from + 7 * width)));
  const whole = downsample({ data, width, height }, width / factor);
  expect(reduced.image).toMatchObject({ width: 40, height: 30 });
  expect(reduced.image.data.findIndex((value, i) => Math.abs(value - whole.data[i]!) > 1e-4)).toBe(-1);
  // So few pixels are all sampled, in order.
  expect(reduced.sample).toEqual(data);
});

it('samples a larger image evenly, and leaves out what is left over', () => {
  const [width, height] = [1001, 401];
  const reduced = new ReducedImage(width, height, 10);
  for (let y = 0; y < height; y++) reduced.add(new Float32Array(width).fill(y));
  expect(reduced.image).toMatchObject({ width: 100, height: 40 });
  expect(reduced.image.data[39 * 100]).toBeCloseTo(394.5);
  const { sample } = reduced;
  expect(sample.length).toBe(Math.ceil((width * height) / 6));
  expect(sample.reduce((sum, value) => sum + value, 0) / sample.length).toBeCloseTo(200, 0);
});

it('refuses to make nothing of an image', () => {
  expect(() => new ReducedImage(100, 2, 3)).toThrow(RangeError);
});
