import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FitsHeader } from '../../../../src/lib/fits/file/FitsHeader';

const headerOf = (...cards: readonly string[]): FitsHeader =>
  new FitsHeader(Buffer.from([...cards, 'END'].map((card) => card.padEnd(80)).join(''), 'latin1'));

describe('values of header cards', () => {
  it.each([
    ['X       =                    T / yes', true, 'yes'],
    ['X       = F', false, ''],
    ['X       =                   42 / the answer', 42, 'the answer'],
    ['X       = -0017', -17, ''],
    ['X       = 1.5D-03', 1.5e-3, ''],
    ['X       = 1.5d+3 / lower case', 1500, 'lower case'],
    ['X       = +.5E1', 5, ''],
    ['X       = 9223372036854775808 / 2^63', 2n ** 63n, '2^63'],
    ['X       = -9007199254740993', -(2n ** 53n + 1n), ''],
    ["X       = 'it''s / here   ' / comment", "it's / here", 'comment'],
    ["X       = '  leading'", '  leading', ''],
    ["X       = ''", '', ''],
    ["X       = 'T'", 'T', ''],
    ["X       =    'not in column 11'/c", 'not in column 11', 'c'],
    ['X       = (1.5, -2D1) / complex', { re: 1.5, im: -20 }, 'complex'],
    ['X       =                      / nothing', null, 'nothing'],
    ['X       = ', null, '']
  ])('%s', (card, value, comment) => {
    const header = headerOf(card);
    expect(header.get('X')).toEqual(value);
    expect(header.comment('X')).toBe(comment);
  });

  it.each([
    "X       = 'no end",
    'X       = 1.2.3',
    'X       = (1, two)',
    'X       = 2012-01-06',
    'X       = 1E999',
    'X=5'
  ])('keeps the malformed card %s, without a value', (card) => {
    const header = headerOf(card, 'Y       = 1');
    expect(header.get('X')).toBeUndefined();
    expect(header.cards[0]!.raw).toBe(card.padEnd(80));
    expect(header.number('Y')).toBe(1);
  });
});

describe('FitsHeader', () => {
  it('gives values of the kind that is asked for, and no other', () => {
    const header = headerOf(
      "MJD     = '57182.1'",
      'N       = 3',
      'L       = T',
      'U64     = 9223372036854775808'
    );
    expect([header.number('MJD'), header.string('MJD')]).toEqual([null, '57182.1']);
    expect([header.string('N'), header.boolean('N'), header.number('N')]).toEqual([null, null, 3]);
    expect([header.boolean('L'), header.number('L')]).toEqual([true, null]);
    expect(header.number('U64')).toBe(2 ** 63);
    expect([header.get('NONE'), header.has('NONE'), header.comment('NONE')]).toEqual([
      undefined,
      false,
      null
    ]);
  });

  it('takes the first of duplicate keywords, and keeps both cards', () => {
    const header = headerOf('ORIGIN  = 1', 'ORIGIN  = 2');
    expect(header.get('ORIGIN')).toBe(1);
    expect(header.cards).toHaveLength(2);
  });

  it('joins strings that continue in CONTINUE cards, and their comments', () => {
    const header = headerOf(
      "LONG    = 'one &' / first",
      "CONTINUE  'two&'",
      "CONTINUE  ' it''s' / last",
      'N       = 1'
    );
    expect(header.get('LONG')).toBe("one two it's");
    expect(header.comment('LONG')).toBe('first last');
    expect(header.cards).toHaveLength(4);
  });

  it('joins a string over a header full of CONTINUE cards, which would take minutes card by card', () => {
    const cards = Array.from({ length: 80_000 }, () => `CONTINUE  '${'x'.repeat(60)}&' / c`);
    const value = headerOf("LONG    = '&' / first", ...cards).string('LONG');
    expect(value).toBe(`${'x'.repeat(60 * 80_000)}&`);
  });

  it('keeps an ampersand that no card continues', () => {
    expect(headerOf("BAND    = 'J & H &'", 'N       = 1').get('BAND')).toBe('J & H &');
  });

  it('finds HIERARCH cards by their words, in any case', () => {
    const header = headerOf("HIERARCH ESO DET CHIP1 NAME = 'EEV' / chip", 'HIERARCH eso tel=1.5');
    expect(header.get('ESO DET CHIP1 NAME')).toBe('EEV');
    expect(header.number('eso tel')).toBe(1.5);
  });

  it('has the text of COMMENT, HISTORY and blank cards', () => {
    const header = headerOf('HISTORY = 1 is no value', 'COMMENT text', '        blank');
    expect(header.cards.map(({ keyword, comment }) => [keyword, comment])).toEqual([
      ['HISTORY', '= 1 is no value'],
      ['COMMENT', 'text'],
      ['', 'blank']
    ]);
  });

  it('keeps every byte of every card', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 80, maxLength: 80 })), (cards) => {
        const bytes = Buffer.concat(cards);
        const header = new FitsHeader(bytes);
        expect(header.cards.map(({ raw }) => raw).join('')).toBe(bytes.toString('latin1'));
      })
    );
  });
});
