import { expect, it } from 'vitest';
import { calibrateStrip } from '../../../src/lib/kernels/calibrateStrip';
import { normaliseFlat } from '../../../src/lib/kernels/normaliseFlat';

it('calibrates as defined', () => {
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

it('does what it has masters for', () => {
  const light = Float32Array.of(10, 20);
  calibrateStrip(light, {});
  expect([...light]).toEqual([10, 20]);
  calibrateStrip(light, { dark: Float32Array.of(1, 2) });
  expect([...light]).toEqual([9, 18]);
  calibrateStrip(light, { flat: Float32Array.of(0.5, 2) });
  expect([...light]).toEqual([18, 9]);
});

it('blanks what cannot be corrected, and counts it once', () => {
  const light = Float32Array.of(1, 2, 3, 4, NaN);
  const flat = normaliseFlat(Float32Array.of(100, 0, NaN, 100, 0));
  expect(calibrateStrip(light, { flat, bad: Uint8Array.of(0, 0, 0, 1, 1) })).toBe(3);
  expect([...light]).toEqual([1, NaN, NaN, NaN, NaN]);
});

it('normalises a flat by the median of its good part', () => {
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

it('refuses masters of another size, and to scale a dark that holds the bias', () => {
  expect(() => calibrateStrip(new Float32Array(3), { flat: new Float32Array(4) })).toThrow(
    new RangeError('a master of 4 pixels for 3')
  );
  const dark = new Float32Array(3);
  expect(() => calibrateStrip(new Float32Array(3), { dark, darkScale: 2 })).toThrow(
    new RangeError('a dark that holds the bias too cannot be scaled')
  );
  expect(() => calibrateStrip(new Float32Array(3), { dark, bias: dark, darkScale: NaN })).toThrow(RangeError);
});
