import { describe, expect, it } from 'vitest';
import { readStars } from '../../../../src/lib/domain/measurement/readStars';

const C2 = { name: 'C2', magnitude: 10.43, ra: 328.4916667, dec: 12.4513889 };

/** Flat, for comparison. */
const read = (text: string) =>
  readStars(text).map(({ name, magnitude, place }) => ({ name, magnitude, ...place }));

describe('readStars', () => {
  it.each([
    '21:53:58.0 +12:27:05 10.43 C2',
    '21:53:58,0 +12:27:05 10,43 C2',
    '21:53:58.0,+12:27:05,10.43,C2',
    '21:53:58.0, +12:27:05, 10.43, C2',
    '21 53 58.0 +12 27 05 10.43 C2',
    '21h53m58s +12d27m05s 10.43 C2'
  ])('reads %s', (text) => {
    const [star] = read(text);
    expect(star).toMatchObject({ name: 'C2', magnitude: 10.43 });
    expect(star).toHaveProperty('ra', expect.closeTo(C2.ra, 6));
    expect(star).toHaveProperty('dec', expect.closeTo(C2.dec, 6));
  });

  it('reads pixels, magnitudes and names where there are any', () => {
    expect(
      read('812,5 1033 px 11,2 Ref A; 73.5 -69.3\n 73.5 -69.3 000-BBP-123; 21 53 58 12 27 05 104')
    ).toEqual([
      { name: 'Ref A', magnitude: 11.2, x: 811.5, y: 1032 },
      { name: 'C2', magnitude: NaN, ra: 73.5, dec: -69.3 },
      { name: '000-BBP-123', magnitude: NaN, ra: 73.5, dec: -69.3 },
      { name: '104', magnitude: NaN, ra: expect.closeTo(C2.ra, 6), dec: expect.closeTo(C2.dec, 6) }
    ]);
  });

  it.each([
    '12 x',
    '21.5,12.3,10,43',
    '21,12,10,43',
    '73,5',
    '812,1033 px',
    '73.5 -69.3 10.4 11.2 C2',
    'x '.repeat(1000)
  ])('refuses %.40s', (text) => {
    expect(() => readStars(text)).toThrow(
      /^The comparison star '.*' cannot be read( in one way only)?\. Give RA and Dec, or x/
    );
  });

  it('is quick on many stars', () => {
    expect(readStars('21:53:58.0 +12:27:05 10.43 C2;'.repeat(1000))).toHaveLength(1000);
  });
});
