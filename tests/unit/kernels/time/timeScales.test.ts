import { describe, expect, it } from 'vitest';
import type { UnixMilliseconds } from '../../../../src/lib/domain/units/Brand';
import { tdbMinusTt, toUtc, ttMinusUtc } from '../../../../src/lib/kernels/time/timeScales';
import facts from '../../../fixtures/timeFacts.json';

const scales = facts.scales as [utc: UnixMilliseconds, tai: number, tt: number, tdb: number][];

describe('time scales agree with astropy', () => {
  it.each(scales)('%i', (utc, tai, tt, tdb) => {
    expect(toUtc(utc, 'UTC')).toBe(utc);
    expect(toUtc(utc + tai * 1000, 'TAI')).toBe(utc);
    expect(toUtc(utc + (tai - 19) * 1000, 'GPS')).toBe(utc);
    expect(toUtc(utc + tt * 1000, 'TT')).toBe(utc);
    expect(toUtc(utc + tdb * 1000, 'TDB')).toBe(utc);
    expect(ttMinusUtc(utc)).toBeCloseTo(tt, 6);
    expect(Math.abs(tdbMinusTt(utc + tt * 1000) - (tdb - tt))).toBeLessThan(50e-6);
  });
});
