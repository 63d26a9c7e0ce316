import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnixMilliseconds } from '../../../../src/lib/domain/units/Brand';
import { taiMinusUtc, taiToUtc } from '../../../../src/lib/kernels/time/leapSeconds';
import facts from '../../../fixtures/timeFacts.json';

const utcOf = (text: string) => Date.parse(text) as UnixMilliseconds;
const leaps = facts.leapSeconds as [day: string, taiMinusUtc: number][];

describe('leap seconds', () => {
  it.each(leaps)('from %s on, TAI - UTC is %i s, as in astropy', (day, seconds) => {
    const midnight = utcOf(day);
    expect(taiMinusUtc(midnight)).toBe(seconds);
    const tai = midnight + seconds * 1000;
    expect(taiToUtc(tai)).toBe(midnight);
    expect(taiToUtc(tai + 1)).toBe(midnight + 1);
    if (seconds === leaps[0]![1]) return;
    expect(taiMinusUtc((midnight - 1) as UnixMilliseconds)).toBe(seconds - 1);
    expect(taiToUtc(tai - 1001)).toBe(midnight - 1);
    // 23:59:60.999, which UNIX time cannot tell from 00:00:00.999
    expect(taiToUtc(tai - 1)).toBe(midnight + 999);
  });

  it('knows every leap second until the list expires', () => {
    expect(taiMinusUtc(utcOf('2026-06-28'))).toBe(leaps.at(-1)![1]);
  });

  it('converts to TAI and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: utcOf('1972-01-01'), max: utcOf('2040-01-01') }), (milliseconds) => {
        const utc = milliseconds as UnixMilliseconds;
        expect(taiToUtc(utc + taiMinusUtc(utc) * 1000)).toBe(utc);
      })
    );
  });

  it('refuses times before 1972, and what is not a time', () => {
    const last = (utcOf('1972-01-01') - 1) as UnixMilliseconds;
    expect(() => taiMinusUtc(last)).toThrow(
      RangeError('1971-12-31T23:59:59.999Z is before 1972, when leap seconds began')
    );
    expect(() => taiToUtc(last + 10_000)).toThrow(RangeError);
    expect(() => taiMinusUtc(NaN as UnixMilliseconds)).toThrow(RangeError);
    expect(() => taiToUtc(-Infinity)).toThrow(RangeError);
  });
});
