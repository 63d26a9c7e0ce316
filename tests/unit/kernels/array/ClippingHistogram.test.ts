import { describe, expect, it } from 'vitest';
import { ClippingHistogram } from '../../../../src/lib/kernels/array/ClippingHistogram';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const random = new Random(1);
const values = Float32Array.from({ length: 5000 }, () => 40 + 12 * random.normal());
const histogram = new ClippingHistogram(100);
histogram.load(values, 4000, 10, 0.5);

/** The bin numbers of the loaded values that fall between two bins. */
const binsBetween = (low: number, high: number) =>
  [...values.subarray(0, 4000)]
    .map((value) => Math.floor((value - 10) / 0.5))
    .filter((bin) => bin >= low && bin <= high);
const mean = (all: readonly number[]) => all.reduce((sum, value) => sum + value, 0) / all.length;

describe.each([
  [0, 99],
  [30, 71],
  [55, 55]
])('between the bins %i and %i', (low, high) => {
  const bins = binsBetween(low, high);

  it('gives count, mean and scatter', () => {
    expect(histogram.count(low, high)).toBe(bins.length);
    expect(histogram.mean(low, high)).toBeCloseTo(mean(bins), 9);
    for (const centre of [0, 48.5])
      expect(histogram.scatter(low, high, centre)).toBeCloseTo(
        Math.sqrt(mean(bins.map((bin) => (bin - centre) ** 2))),
        6
      );
  });

  it('has as many values on both sides of the median', () => {
    const median = histogram.median(low, high);
    const below = bins.filter((bin) => bin < Math.round(median)).length;
    const within = bins.filter((bin) => bin === Math.round(median)).length;
    const part = median - Math.round(median) + 0.5;
    // A single bin has no gaps to spread its values over.
    const [found, expected] = low < high ? [below + part * within, bins.length / 2] : [median, low];
    expect(found).toBeCloseTo(expected, 6);
  });
});

it('spreads values over the gaps between them', () => {
  const few = new ClippingHistogram(60);
  few.load(Float32Array.of(1, 2, 2, 2, 3, 3), 6, 0, 0.1);
  // The middle of six values is two thirds into the three of bin 20, which spread from bin 15 to bin 25.
  expect(few.median(0, 59)).toBeCloseTo(15 + (10 * 2) / 3, 9);
});
