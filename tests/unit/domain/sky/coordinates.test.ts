import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Degrees } from '../../../../src/lib/domain/units/Brand';
import {
  formatDeclination,
  formatRightAscension,
  parseDeclination,
  parseRightAscension
} from '../../../../src/lib/domain/sky/coordinates';

const FORMAT = 'Invalid format. Please use sexigesimal or degrees';

describe('parseRightAscension', () => {
  it.each([
    ['73', 73],
    ['73.5', 73.5],
    ['  73.5 ', 73.5],
    ['0', 0],
    ['04:52:00', 73],
    ['4:52', 73],
    ['4h52m00s', 73],
    ['4 52 00.0', 73],
    ['23:59:59.99', 359.9999583333333]
  ])('reads %j as %d degrees', (text, degrees) => {
    expect(parseRightAscension(text)).toBeCloseTo(degrees, 10);
  });

  it.each(['', 'abc', '4:60:00', '4:52:60', '4:52:00:00', '1e', '--4', '4:5x'])('refuses %j', (text) => {
    expect(() => parseRightAscension(text)).toThrow(FORMAT);
  });

  it.each(['360', '-1', '24:00:00', '-00:00:01'])('refuses %j as outside the sky', (text) => {
    expect(() => parseRightAscension(text)).toThrow('RA must be at least 0 and below 360');
  });
});

describe('parseDeclination', () => {
  it.each([
    ['-69.3', -69.3],
    ['-69:18:00', -69.3],
    ['−69:18:00', -69.3],
    ['-00:30:00', -0.5],
    ['+12:37:31.9', 12.6255278],
    ['-69d18m00s', -69.3],
    ['-69°18\'00"', -69.3],
    ['90', 90]
  ])('reads %j as %d degrees', (text, degrees) => {
    expect(parseDeclination(text)).toBeCloseTo(degrees, 6);
  });

  it.each(['90.1', '-90:00:01', '91'])('refuses %j as outside the sky', (text) => {
    expect(() => parseDeclination(text)).toThrow('Dec must be from -90 to 90');
  });

  it('refuses what is no coordinate', () => {
    expect(() => parseDeclination('north')).toThrow(FORMAT);
  });
});

describe('sexagesimal text', () => {
  const ra = fc.double({ min: 0, max: 359.99999, noNaN: true });
  const dec = fc.double({ min: -90, max: 90, noNaN: true });

  it('reads back to the same place', () => {
    fc.assert(
      fc.property(ra, dec, (ra, dec) => {
        const back = parseRightAscension(formatRightAscension(ra as Degrees, 4));
        const apart = Math.abs(back - ra);
        expect(Math.min(apart, 360 - apart)).toBeLessThan(1e-6);
        expect(parseDeclination(formatDeclination(dec as Degrees, 3))).toBeCloseTo(dec, 6);
      })
    );
  });

  it('never shows 60 seconds, nor 24 hours', () => {
    expect(formatRightAscension(359.9999999 as Degrees)).toBe('00:00:00.00');
    expect(formatRightAscension(14.9999999 as Degrees)).toBe('01:00:00.00');
    expect(formatDeclination(-0.9999999 as Degrees)).toBe('-01:00:00.0');
    expect(formatDeclination(-0.5 as Degrees)).toBe('-00:30:00.0');
  });
});
