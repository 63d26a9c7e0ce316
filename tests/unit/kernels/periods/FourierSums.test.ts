import { expect, test } from 'vitest';
import { Fft } from '../../../../src/lib/kernels/periods/Fft';
import { FourierSums } from '../../../../src/lib/kernels/periods/FourierSums';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const noise = (count: number, seed: number): Float64Array => {
  const random = new Random(seed);
  return Float64Array.from({ length: count }, () => random.normal());
};

/** Sum of strength exp(2 pi i f t), term by term. */
function slowSum(times: Float64Array, re: Float64Array, im: Float64Array, f: number): [number, number] {
  let [x, y] = [0, 0];
  for (let i = 0; i < times.length; i++) {
    const [c, s] = [Math.cos(2 * Math.PI * f * times[i]), Math.sin(2 * Math.PI * f * times[i])];
    x += re[i] * c - im[i] * s;
    y += re[i] * s + im[i] * c;
  }
  return [x, y];
}

test.each([4, 8, 64, 128])('transforms %i numbers according to the definition', (size) => {
  const [re, im] = [noise(size, 1), noise(size, 2)];
  const positions = Float64Array.from(re, (_, j) => j / size);
  const expected = Array.from(re, (_, k) => slowSum(positions, re, im, k));
  const values = Float64Array.from({ length: 2 * size }, (_, i) => (i % 2 ? im : re)[i >> 1]);
  new Fft(size).transform(values);
  for (const [i, value] of expected.flat().entries()) expect(values[i]).toBeCloseTo(value, 10);
});

test.each([0, 2, 6, 2 ** 25, NaN])('refuses the size %d', (size) => {
  expect(() => new Fft(size)).toThrow(RangeError);
});

test.each([1, 2, 7, 100, 513])('sums at %i frequencies, for one grid after another', (count) => {
  const sums = new FourierSums(count);
  const times = noise(200, 3).map((time) => 50 * time);
  const [re, im] = [new Float64Array(count), new Float64Array(count)];
  for (const grid of [
    { start: 0, step: 0.0031, count },
    { start: 17.3, step: 2.9, count: Math.ceil(count / 2) }
  ]) {
    const strengths = noise(200, grid.step);
    const total = strengths.reduce((sum, strength) => sum + Math.abs(strength), 0);
    sums.sum(times, strengths, grid, re, im);
    for (let j = 0; j < grid.count; j++) {
      const [x, y] = slowSum(times, strengths, new Float64Array(200), grid.start + j * grid.step);
      expect(Math.hypot(re[j] - x, im[j] - y) / total).toBeLessThan(1e-10);
    }
  }
});
