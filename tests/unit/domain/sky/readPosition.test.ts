import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Degrees } from '../../../../src/lib/domain/units/Brand';
import type { Position } from '../../../../src/lib/domain/sky/Position';
import { formatDeclination, formatRightAscension } from '../../../../src/lib/domain/sky/coordinates';
import { readPosition } from '../../../../src/lib/domain/sky/readPosition';

const ra = fc.double({ min: 0, max: 359.99, noNaN: true });
const dec = fc.double({ min: -90, max: 90, noNaN: true });

describe('readPosition', () => {
  it.each([
    ['73,5 -69,3', 73.5, -69.3],
    ['73.5 -69.3', 73.5, -69.3],
    ['73.5,-69.3', 73.5, -69.3],
    ['73.5-69.3', 73.5, -69.3],
    ['73,5;69,3', 73.5, 69.3],
    ['73,5, -69,3', 73.5, -69.3],
    ['04:52:00,5 -69:18:00', 73.0020833, -69.3],
    ['04:52:00,5 19:18:00', 73.0020833, 19.3],
    ['04 52 00,5 -69 18 00,0', 73.0020833, -69.3],
    ['04:52:00 −69:18:00', 73, -69.3],
    ['4h52m00s -69d18m00s', 73, -69.3],
    ['4h 52m 00s, -69° 18′ 00″', 73, -69.3],
    ['04 52.0 -69 18.0', 73, -69.3],
    ['73.0d 12.5d', 73, 12.5],
    ['73, 5', 73, 5],
    ['21:53:58,0 +12:27:05', 328.4916667, 12.4513889]
  ])('reads %s', (text, ra, dec) => {
    const position = readPosition(text);
    expect(position.ra).toBeCloseTo(ra, 6);
    expect(position.dec).toBeCloseTo(dec, 6);
  });

  it.each([
    ['73,5', '04:52:00.00 +05:00:00.0 or a right ascension alone'],
    ['04:52:00,5', 'or a right ascension alone'],
    ['10 20', 'or a right ascension alone'],
    ['10 20 30 40', '00:40:00.00 +20:30:40.0 or 10:20:00.00 +30:40:00.0'],
    ['1,2,3', 'or']
  ])('asks for another form of %s', (text, ways) => {
    expect(() => readPosition(text)).toThrow(
      new RegExp(`^'${text}' can be .*${ways.replaceAll('+', String.raw`\+`)}.*: put a semicolon between`)
    );
  });

  it.each([
    ['there', 'Give RA and Dec'],
    ['', 'Give RA and Dec'],
    ['73,5 -69,3 12,1', 'Give RA and Dec'],
    ['400 -69', 'RA must be at least 0'],
    ['73.5 -91', 'Dec must be from -90'],
    ['04:52:00 5h', 'Give RA and Dec'],
    ['1 '.repeat(1e5), 'Give RA and Dec']
  ])('refuses %.20j', (text, sentence) => expect(() => readPosition(text)).toThrow(sentence));

  it('reads what is written with points and with commas, apart in any way that leaves no doubt', () => {
    fc.assert(
      fc.property(ra, dec, (ra, dec) => {
        const [a, b] = [formatRightAscension(ra as Degrees, 4), formatDeclination(dec as Degrees, 3)];
        for (const separator of [' ', ', ', '; ', ''])
          for (const decimal of ['.', ','])
            for (const part of [':', ' ']) {
              const write = (text: string) => text.replace('.', decimal).replaceAll(':', part);
              const position = readPosition(`${write(a)}${separator}${write(b)}`);
              expect(Math.abs(position.ra - ra) % 360).toBeLessThan(1e-6);
              expect(position.dec).toBeCloseTo(dec, 6);
            }
      })
    );
  });

  it('either refuses any text, in a sentence, or reads a place in the sky', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,:;-+hdms ') }), (text) => {
        const { ra, dec } = positionOrPole(text);
        expect(ra >= 0 && ra < 360 && Math.abs(dec) <= 90).toBe(true);
      })
    );
  });
});

/** The pole where it is refused, as only a RangeError may do. */
function positionOrPole(text: string): Position {
  try {
    return readPosition(text);
  } catch (error) {
    if (error instanceof RangeError) return { ra: 0 as Degrees, dec: 90 as Degrees };
    throw error;
  }
}
