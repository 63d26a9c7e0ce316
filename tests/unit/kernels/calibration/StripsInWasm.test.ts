import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combine } from '../../../../src/lib/kernels/calibration/combine';
import {
  COMBINE_METHODS,
  newCombined,
  type Combined,
  type CombineOptions
} from '../../../../src/lib/kernels/calibration/combineOptions';
import { loadKernels } from '../../../../src/lib/kernels/wasm/loadKernels';
import { StripsInWasm } from '../../../../src/lib/kernels/calibration/StripsInWasm';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const kernels = (await loadKernels())!;

/** A few integers, for ties and values exactly at a limit; arbitrary floats, for missing and extreme values. */
const pixel = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -4, max: 4 }) },
  { weight: 2, arbitrary: fc.constantFrom(NaN, 1000, -1000, 0.1, -0) },
  { weight: 1, arbitrary: fc.float() }
);
const strips = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 21 }))
  .chain(([frames, length]) =>
    fc.array(fc.array(pixel, { minLength: length, maxLength: length }), {
      minLength: frames,
      maxLength: frames
    })
  )
  .map((frames) => frames.map((values) => Float32Array.from(values)));

describe.each(COMBINE_METHODS)('the twins of %s', (method) => {
  it('agree bit by bit for any values, scales, offsets and weights', () => {
    const limits = fc.record({
      sigmaLow: fc.constantFrom(1, 1.5, 2, 3),
      sigmaHigh: fc.constantFrom(0.5, 1, 2, 3),
      maxIterations: fc.nat(4),
      seed: fc.nat(),
      isScaled: fc.boolean(),
      isWeighted: fc.boolean()
    });
    fc.assert(
      fc.property(strips, limits, (frames, { seed, isScaled, isWeighted, ...options }) => {
        const random = new Random(seed);
        const onePerFrame = (): number[] => frames.map(() => 0.5 + random.uniform());
        const { plain, wasm } = twins(frames, {
          method,
          ...options,
          ...(isScaled && { scales: onePerFrame(), offsets: onePerFrame() }),
          ...(isWeighted && { weights: onePerFrame() })
        });
        expect(wasm).toEqual(plain);
      }),
      { numRuns: 500 }
    );
  });

  it.each([3, 8, 9, 30, 64, 65, 300])('agree on %i frames of noise with outliers', (count) => {
    for (const weights of [undefined, Array.from({ length: count }, (_, k) => 1 + (k % 3))]) {
      const { plain, wasm } = twins(noise(count, 200), { method, ...(weights && { weights }) });
      expect(wasm).toEqual(plain);
    }
  });
});

it('agree over more than one chunk', () => {
  const { plain, wasm } = twins(noise(16, 2 ** 15 + 7), { method: 'clippedMean' });
  expect(wasm).toEqual(plain);
});

it('grows its memory for more frames than fit', () => {
  const frames = Array.from({ length: 30_000 }, (_, k) => Float32Array.of(k, -k));
  expect(combineInWasm(frames, { method: 'median' }).mean).toEqual(Float32Array.of(14999.5, -14999.5));
});

function combineInWasm(frames: readonly Float32Array[], options: CombineOptions): Combined {
  const { length } = frames[0];
  const strips = new StripsInWasm(kernels, frames.length, length);
  for (const [k, view] of strips.views(length).entries()) view.set(frames[k]);
  const out = newCombined(length);
  strips.combine(length, options, out);
  return out;
}

const twins = (frames: readonly Float32Array[], options: CombineOptions) => ({
  plain: combine(frames, options),
  wasm: combineInWasm(frames, options)
});

function noise(frames: number, length: number): Float32Array[] {
  const random = new Random(frames);
  return Array.from({ length: frames }, () =>
    Float32Array.from({ length }, () => {
      const outlier = random.uniform();
      if (outlier < 0.01) return NaN;
      return 300 + 17 * random.normal() + (outlier < 0.03 ? 500 : 0);
    })
  );
}

describe('strips of stored integers', () => {
  /** Big-endian integers, with `zero` subtracted. */
  const stored = (frame: Float32Array, zero: number): Uint8Array => {
    const view = new DataView(new ArrayBuffer(2 * frame.length));
    frame.forEach((value, i) => view.setInt16(2 * i, value - zero));
    return new Uint8Array(view.buffer);
  };
  const integerTwins = (frames: Float32Array[], zero: number, options: CombineOptions) => {
    const { length } = frames[0];
    const strips = new StripsInWasm(kernels, frames.length, length, zero);
    strips.storedViews(length).forEach((view, k) => view.set(stored(frames[k], zero)));
    const wasm = newCombined(length);
    strips.combine(length, options, wasm);
    return { plain: combine(frames, options), wasm };
  };
  const range = fc.constantFrom(2, 9, 300, 32_767);
  const integers = fc
    .tuple(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 21 }),
      fc.constantFrom(0, 32_768, -7),
      range
    )
    .chain(([frames, length, zero, max]) =>
      fc.record({
        zero: fc.constant(zero),
        frames: fc.array(
          fc
            .array(
              fc.oneof(
                { weight: 20, arbitrary: fc.integer({ min: -max, max }) },
                { weight: 1, arbitrary: fc.constantFrom(-32_768, 32_767) }
              ),
              { minLength: length, maxLength: length }
            )
            .map((values) => Float32Array.from(values, (value) => value + zero)),
          { minLength: frames, maxLength: frames }
        )
      })
    );

  it('give the same clipped mean, bit by bit', () => {
    const limits = fc.record({
      sigmaLow: fc.constantFrom(1, 2, 3),
      sigmaHigh: fc.constantFrom(0.5, 2, 3),
      maxIterations: fc.nat(4)
    });
    fc.assert(
      fc.property(integers, limits, ({ frames, zero }, options) => {
        const { plain, wasm } = integerTwins(frames, zero, { method: 'clippedMean', ...options });
        expect(wasm).toEqual(plain);
      }),
      { numRuns: 300 }
    );
  });

  it.each([9, 30, 300])(
    'do so for %i frames of noise with outliers (30 over more than one chunk)',
    (count) => {
      const frames = noise(count, count === 30 ? 2 ** 14 + 13 : 100).map((values) =>
        values.map((value) => Math.round(3000 + value) || 0)
      );
      const { plain, wasm } = integerTwins(frames, 32_768, { method: 'clippedMean' });
      expect(wasm).toEqual(plain);
    }
  );

  it('do so where the sum of squares needs more than 32 bits', () => {
    const frames = Array.from({ length: 41 }, (_, k) =>
      new Float32Array(8).fill(k === 0 ? 0 : k % 2 ? 12_260 : -12_260)
    );
    const { plain, wasm } = integerTwins(frames, 0, { method: 'clippedMean' });
    expect(wasm).toEqual(plain);
  });
});
