import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asinhCurve } from '../../../../src/lib/kernels/picture/asinhCurve';
import { asinhStrength } from '../../../../src/lib/kernels/picture/asinhStrength';
import { asinhStretch } from '../../../../src/lib/kernels/picture/asinhStretch';
import { luptonStretch } from '../../../../src/lib/kernels/picture/luptonStretch';
import facts from '../../../fixtures/luptonFacts.json';

/** The pixels of luptonFacts.py. */
function pixels(): number[] {
  let state = 777;
  return Array.from({ length: 180 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return -4 + 6004 * ((state >>> 16) / 65536) ** 6;
  });
}

describe('luptonStretch', () => {
  it.each(facts)('of $q and $stretch from $minimum as astropy', ({ minimum, stretch, q, rgb: expected }) => {
    // Astropy's curve has the slope of a line at a tenth of `stretch`, and reaches white further up.
    const white = (stretch / q) * Math.sinh(10 * Math.asinh(0.1 * q));
    const rgb = Float32Array.from(pixels(), (value) => (value - minimum) / white);
    luptonStretch(rgb, (q * white) / stretch);
    // Astropy cuts decimals off.
    const off = [...rgb].filter((value, i) => Math.abs(255 * value - 0.5 - expected[i]) > 0.501);
    expect(off).toEqual([]);
    expect(new Set(expected).size).toBeGreaterThan(40);
  });

  it('keeps the colour of what is too bright, and knows none of what is blank or below black', () => {
    const rgb = Float32Array.of(40, 20, 10, NaN, 1, 1, -2, 1, 0.5, 0.3, 0.3, 0.3);
    luptonStretch(rgb, 50);
    expect([...rgb.subarray(0, 3)]).toEqual([1, 0.5, 0.25]);
    expect(rgb[3]).toBeNaN();
    expect([...rgb.subarray(6, 9)]).toEqual([0, 0, 0]);
    expect(rgb[9]).toBeCloseTo(asinhCurve(50)(0.3), 6);
    expect(rgb[9]).toBe(rgb[11]);
  });

  it('gives ratios that do not depend on brightness', () => {
    const positive = fc.float({ min: Math.fround(0.001), max: 1, noNaN: true });
    fc.assert(
      fc.property(positive, positive, positive, fc.integer({ min: 0, max: 1000 }), (r, g, b, strength) => {
        const [bright, faint] = [1, 0.01].map((by) => Float32Array.of(r * by, g * by, b * by));
        luptonStretch(bright, strength);
        luptonStretch(faint, strength);
        for (const k of [1, 2]) expect(bright[k] / bright[0] / (faint[k] / faint[0])).toBeCloseTo(1, 4);
        expect(Math.max(...bright)).toBeLessThanOrEqual(1);
      })
    );
  });
});

describe('asinhStretch', () => {
  it('makes each value what the curve makes of it', () => {
    const values = [-0.2, 0, 0.01, 0.5, 1, 3];
    for (const strength of [0, 1, 300]) {
      const rgb = Float32Array.of(...values, NaN);
      asinhStretch(rgb, strength);
      const slow = (x: number): number => (strength ? Math.asinh(strength * x) / Math.asinh(strength) : x);
      values.forEach((x, i) => expect(rgb[i]).toBeCloseTo(x <= 0 ? 0 : x >= 1 ? 1 : slow(Math.fround(x)), 6));
      expect(rgb[values.length]).toBeNaN();
    }
  });
});

describe('asinhStrength', () => {
  it('takes one value to the other', () => {
    for (const [from, to] of [
      [0.001, 0.1],
      [0.02, 0.5],
      [0.099, 0.1],
      [1e-7, 0.2]
    ])
      expect(asinhCurve(asinhStrength(from, to))(from)).toBeCloseTo(to, 9);
  });

  it('is 0 where no curve would do', () => {
    for (const from of [0.2, 0.1, 0, -1, NaN]) expect(asinhStrength(from, 0.1)).toBe(0);
  });
});
