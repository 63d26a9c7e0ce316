import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combine } from '../../../../src/lib/kernels/calibration/combine';
import { COMBINE_METHODS, type CombineOptions } from '../../../../src/lib/kernels/calibration/combineOptions';
import { Random } from '../../../../src/lib/kernels/simulation/Random';
import facts from '../../../fixtures/combineFacts.json';

/** Combines frames of one pixel each. */
const combineValues = (values: readonly number[], options: CombineOptions) => {
  const { mean, std, coverage } = combine(
    values.map((value) => Float32Array.of(value)),
    options
  );
  return { mean: mean[0], std: std[0], coverage: coverage[0] };
};

describe('each method on values that can be worked out by hand', () => {
  const values = [10, 11, 9, 10, NaN, 12, 8, 10, 1000, 10];
  it.each([
    ['mean', 120, 9],
    ['clippedMean', 10, 9 - 1],
    ['winsorised', 10, 9 - 1],
    ['median', 10, 9],
    ['minMax', 72 / 7, 7]
  ] as const)('%s', (method, mean, coverage) => {
    const combined = combineValues(values, { method, sigmaHigh: 2.5 });
    expect(combined.mean).toBeCloseTo(mean, 5);
    expect(combined.coverage).toBe(coverage);
  });

  it('the median of an even number of values is between the two middle ones', () => {
    expect(combineValues([1, 2, 4, 100], { method: 'median' }).mean).toBe(3);
  });

  it('minMax drops one of equal values', () => {
    expect(combineValues([1, 1, 5, 9], { method: 'minMax' })).toMatchObject({ mean: 3, coverage: 2 });
    expect(combineValues([1, 5], { method: 'minMax' })).toMatchObject({ mean: 3, coverage: 2 });
  });

  it('std is the sample standard deviation', () => {
    expect(combineValues([1, 2, 3], { method: 'mean' }).std).toBe(1);
    expect(combineValues([1], { method: 'mean' }).std).toBeNaN();
  });

  it.each(COMBINE_METHODS)('%s without finite values is NaN', (method) => {
    expect(combineValues([NaN, Infinity], { method })).toEqual({ mean: NaN, std: NaN, coverage: 0 });
  });

  it('clipping never rejects everything', () => {
    expect(combineValues([0, 1], { method: 'clippedMean', sigmaLow: 0.1, sigmaHigh: 0.1 }).coverage).toBe(2);
  });
});

it('scales and shifts the frames before it rejects', () => {
  const values = Array.from({ length: 20 }, (_, k) => 100 + k * 50 + (k % 3));
  const offsets = values.map((_, k) => -50 * k);
  expect(combineValues(values, { method: 'clippedMean', offsets })).toMatchObject({ coverage: 20 });
  expect(combineValues([2, 30], { method: 'mean', scales: [5, 1], offsets: [0, -20] }).mean).toBe(10);
});

it('weights the values that are kept', () => {
  const values = Array.from({ length: 21 }, (_, k) => (k === 20 ? 5000 : k % 2 === 0 ? 0 : 2));
  const weights = values.map((value) => (value === 2 ? 3 : 1));
  const { mean, coverage } = combineValues(values, { method: 'clippedMean', weights });
  expect({ mean, coverage }).toEqual({ mean: 1.5, coverage: 20 });
  expect(combineValues([1, 4], { method: 'mean', weights: [1, 2] }).mean).toBe(3);
});

it.each(facts.stacks.map((stack) => [stack.name, stack] as const))(
  'keeps the values that astropy keeps: %s',
  (_, { frames, pixels, sigmaLow, sigmaHigh, maxIterations, mean, coverage }) => {
    const combined = combine(strips(frames, pixels), {
      method: 'clippedMean',
      sigmaLow,
      sigmaHigh,
      maxIterations
    });
    expect([...combined.coverage]).toEqual(coverage);
    for (const [i, value] of mean.entries()) expect(combined.mean[i]).toBeCloseTo(value, 4);
  }
);

/** The same as in tests/fixtures/combineFacts.py. */
function strips(frames: number, pixels: number): Float32Array[] {
  let state = 4321;
  const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24;
  return Array.from({ length: frames }, () =>
    Float32Array.from({ length: pixels }, () => {
      const value = 300 + (next() + next() + next() + next() - 510) / 8;
      const chance = next();
      return chance < 8 ? value + 400 : chance < 12 ? NaN : chance < 14 ? value - 200 : value;
    })
  );
}

describe('any stack', () => {
  const stacks = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 24 });
  const methods = fc.constantFrom(...COMBINE_METHODS);

  it('does not depend on the order of its frames', () => {
    fc.assert(
      fc.property(stacks, methods, fc.nat(), (values, method, seed) => {
        const random = new Random(seed);
        const keys = values.map(() => random.uniform());
        const shuffled = values.map((_, k) => k).sort((a, b) => keys[a] - keys[b]);
        expect(
          combineValues(
            shuffled.map((k) => values[k]),
            { method }
          )
        ).toEqual(combineValues(values, { method }));
      })
    );
  });

  it('shifts by a constant added to all frames', () => {
    fc.assert(
      fc.property(stacks, methods, fc.integer({ min: -4096, max: 4096 }), (values, method, shift) => {
        const here = combineValues(values, { method });
        const there = combineValues(values, { method, offsets: values.map(() => shift) });
        expect(there.coverage).toBe(here.coverage);
        expect(there.mean).toBeCloseTo(here.mean + shift, 3);
      })
    );
  });
});

it('is unbiased, and loses hardly any precision for 30 frames of noise', () => {
  const random = new Random(1);
  const frames = Array.from({ length: 30 }, () =>
    Float32Array.from({ length: 20_000 }, () => 300 + 17 * random.normal())
  );
  const { mean } = combine(frames, { method: 'clippedMean' });
  const average = mean.reduce((sum, value) => sum + value, 0) / mean.length;
  const rms = Math.sqrt(mean.reduce((sum, value) => sum + (value - 300) ** 2, 0) / mean.length);
  const ideal = 17 / Math.sqrt(30);
  expect(Math.abs(average - 300)).toBeLessThan((4 * ideal) / Math.sqrt(mean.length));
  expect(rms / ideal).toBeLessThan(1.02);
});

it.each([
  [{ method: 'mean', scales: [1] }, 'scales must be 2 numbers, one per frame'],
  [{ method: 'mean', offsets: [1, NaN] }, 'offsets must be 2 numbers, one per frame'],
  [{ method: 'mean', weights: [1, 0] }, 'weights must be positive'],
  [{ method: 'clippedMean', sigmaLow: 0 }, 'sigmaLow and sigmaHigh must be positive'],
  [{ method: 'clippedMean', maxIterations: 1.5 }, 'maxIterations must be a whole number of 0 or more']
] as const)('refuses %o', (options, message) => {
  expect(() => combineValues([1, 2], options)).toThrow(new RangeError(message));
});

it('refuses an empty list, and frames of different length', () => {
  expect(() => combine([], { method: 'mean' })).toThrow('Cannot combine 0 frames: there must be 1 to 65535');
  expect(() => combine([new Float32Array(1), new Float32Array(2)], { method: 'mean' })).toThrow(
    'The frames differ in length'
  );
});
