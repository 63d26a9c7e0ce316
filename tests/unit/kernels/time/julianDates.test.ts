import { describe, expect, it } from 'vitest';
import type { Degrees, UnixMilliseconds } from '../../../../src/lib/domain/units/Brand';
import { arrivalTime } from '../../../../src/lib/kernels/time/arrivalTime';
import { julianDates } from '../../../../src/lib/kernels/time/julianDates';
import facts from '../../../fixtures/timeFacts.json';

const DAY = 86_400;
const degrees = (value: number) => value as Degrees;

/** The largest differences from astropy, in seconds. */
function differences(rows: readonly (readonly number[])[]) {
  const largest = { hjdUtc: 0, bjdTdb: 0 };
  for (const [utc, ra, dec, tdbMinusUtc, toSun, toBarycentre] of rows as [
    number,
    number,
    number,
    number,
    number,
    number
  ][]) {
    const dates = julianDates(utc as UnixMilliseconds, { ra: degrees(ra), dec: degrees(dec) });
    expect(dates.jdUtc).toBe(utc / 86_400_000 + 2_440_587.5);
    const hjd = (dates.hjdUtc - dates.jdUtc) * DAY - toSun;
    const bjd = (dates.bjdTdb - dates.jdUtc) * DAY - tdbMinusUtc - toBarycentre;
    largest.hjdUtc = Math.max(largest.hjdUtc, Math.abs(hjd));
    largest.bjdTdb = Math.max(largest.bjdTdb, Math.abs(bjd));
  }
  return largest;
}

describe('julianDates', () => {
  it('agrees with astropy to 10 ms all over the sky and from 1990 to 2030', () => {
    const { hjdUtc, bjdTdb } = differences(facts.geocentric);
    expect(hjdUtc).toBeLessThan(0.007);
    expect(bjdTdb).toBeLessThan(0.01);
  });

  it('neglects the light travel from telescope to the centre of the Earth, up to 21 ms', () => {
    const { hjdUtc, bjdTdb } = differences(facts.lasCampanas);
    expect(hjdUtc).toBeLessThan(0.021 + 0.007);
    expect(bjdTdb).toBeLessThan(0.021 + 0.01);
  });

  it('is recovered from HJD and BJD, to the millisecond', () => {
    for (const [time, ra, dec] of facts.geocentric) {
      const target = { ra: degrees(ra!), dec: degrees(dec!) };
      const { hjdUtc, bjdTdb } = julianDates(time as UnixMilliseconds, target);
      expect(Math.abs(arrivalTime(hjdUtc, 'hjdUtc', target) - time!)).toBeLessThanOrEqual(1);
      expect(Math.abs(arrivalTime(bjdTdb, 'bjdTdb', target) - time!)).toBeLessThanOrEqual(1);
    }
  });

  it('refuses years before leap seconds, and invalid positions', () => {
    const target = { ra: degrees(10), dec: degrees(20) };
    const utc = Date.UTC(2020, 0, 1) as UnixMilliseconds;
    expect(() => julianDates(-1e12 as UnixMilliseconds, target)).toThrow(RangeError);
    expect(() => julianDates(utc, { ...target, dec: degrees(91) })).toThrow(
      RangeError('Not a position: RA 10, Dec 91')
    );
    expect(() => julianDates(utc, { ...target, ra: degrees(NaN) })).toThrow(RangeError);
  });
});
