import fc from 'fast-check';
import { expect, it } from 'vitest';
import { calibrateStrip } from '../../../../src/lib/kernels/calibration/calibrateStrip';
import { normaliseFlat } from '../../../../src/lib/kernels/calibration/normaliseFlat';
import { loadKernels } from '../../../../src/lib/kernels/wasm/loadKernels';

const kernels = (await loadKernels())!;

it('follows the definition', () => {
  const light = Float32Array.of(1100, 1250, 1001);
  const lost = calibrateStrip(light, {
    bias: Float32Array.of(1000, 1000, 1001),
    dark: Float32Array.of(20, 100, 0),
    darkScale: 0.5,
    flat: Float32Array.of(0.9, 2, 1)
  });
  expect([...light]).toEqual([100, 100, 0]);
  expect(lost).toBe(0);
});

it('applies the masters that it is given', () => {
  const light = Float32Array.of(10, 20);
  calibrateStrip(light, {});
  expect([...light]).toEqual([10, 20]);
  calibrateStrip(light, { dark: Float32Array.of(1, 2) });
  expect([...light]).toEqual([9, 18]);
  calibrateStrip(light, { flat: Float32Array.of(0.5, 2) });
  expect([...light]).toEqual([18, 9]);
});

it('blanks pixels that cannot be corrected, and counts them once', () => {
  const light = Float32Array.of(1, 2, 3, 4, NaN);
  const flat = normaliseFlat(Float32Array.of(100, 0, NaN, 100, 0));
  expect(calibrateStrip(light, { flat })).toBe(2);
  expect([...light]).toEqual([1, NaN, NaN, 4, NaN]);
});

it('normalises a flat by the median of its good pixels', () => {
  expect([...normaliseFlat(Float32Array.of(50, 100, 200, 0, -9, NaN, Infinity))]).toEqual([
    0.5,
    1,
    2,
    NaN,
    NaN,
    NaN,
    NaN
  ]);
  expect([...normaliseFlat(Float32Array.of(0, -1))]).toEqual([NaN, NaN]);
});

it('refuses masters of a different size, and to scale a dark that includes the bias', () => {
  expect(() => calibrateStrip(new Float32Array(3), { flat: new Float32Array(4) })).toThrow(
    new RangeError('The master has 4 pixels, but the light frame 3')
  );
  const dark = new Float32Array(3);
  expect(() => calibrateStrip(new Float32Array(3), { dark, darkScale: 2 })).toThrow(
    new RangeError('A dark that includes the bias cannot be scaled')
  );
  expect(() => calibrateStrip(new Float32Array(3), { dark, bias: dark, darkScale: NaN })).toThrow(RangeError);
});

it('has a twin in WebAssembly that gives the same numbers, for any values and wherever they lie in memory', () => {
  const pixels = fc.float32Array({ minLength: 40, maxLength: 40 });
  const masters = fc.record(
    { bias: pixels, dark: pixels, flat: pixels, darkScale: fc.double({ min: 0, max: 9, noNaN: true }) },
    { requiredKeys: ['bias'] }
  );
  fc.assert(
    fc.property(pixels, masters, fc.nat(40), (light, whole, count) => {
      const { darkScale = 1, ...planes } = whole;
      const parts = Object.entries(planes).map(([kind, plane]) => [kind, plane.subarray(0, count)] as const);
      const calibration = { ...Object.fromEntries(parts), darkScale };
      const plain = light.slice(0, count);
      const copied = light.slice(0, count);
      const inPlace = new Float32Array(kernels.memory.buffer, 2 ** 21, count);
      inPlace.set(plain);
      const lost = calibrateStrip(plain, calibration);
      expect(calibrateStrip(copied, calibration, kernels)).toBe(lost);
      expect(calibrateStrip(inPlace, calibration, kernels)).toBe(lost);
      expect(copied).toEqual(plain);
      expect([...inPlace]).toEqual([...plain]);
    })
  );
});

it('agrees with its twin over more than one chunk, and writes nothing beyond the pixels', () => {
  const light = Float32Array.from({ length: 2 ** 16 + 9 }, (_, i) => i % 4001);
  const flat = light.map((value) => (value % 7 === 0 ? NaN : 0.5 + value / 3000));
  const dark = light.map((value) => value % 11);
  const plain = light.slice();
  const whole = light.slice();
  const rows = whole.subarray(3, -1);
  const masters = { flat: flat.subarray(3, -1), dark: dark.subarray(3, -1) };
  expect(calibrateStrip(rows, masters, kernels)).toBe(calibrateStrip(plain.subarray(3, -1), masters));
  expect(whole).toEqual(plain);
});
