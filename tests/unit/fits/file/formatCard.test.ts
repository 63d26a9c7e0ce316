import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FitsHeader } from '../../../../src/lib/fits/file/FitsHeader';
import { formatCard, type Card } from '../../../../src/lib/fits/file/formatCard';
import { anyCard, anyText } from '../anyCard';

const headerOf = (...cards: readonly Card[]): FitsHeader =>
  new FitsHeader(Buffer.from(cards.map(formatCard).join(''), 'latin1'));
const anyCodePoint = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));
const lines = (card: Card): string[] =>
  formatCard(card)
    .match(/.{80}/g)!
    .map((line) => line.trimEnd());

describe('formatCard', () => {
  it.each<[Card, string]>([
    [['SIMPLE', true, 'yes'], 'SIMPLE  =                    T / yes'],
    [['GCOUNT', 1], 'GCOUNT  =                    1'],
    [['XTENSION', 'IMAGE'], "XTENSION= 'IMAGE   '"],
    [['OBJECT', "O'Brien", 'a name'], "OBJECT  = 'O''Brien'           / a name"],
    [['X', null, 'undefined'], 'X       =                      / undefined'],
    [['X', 0.1], 'X       =                  0.1'],
    [['X', 1e-7], 'X       =               1.0E-7'],
    [['X', -1.5e300], 'X       =             -1.5E300'],
    [['X', -0], 'X       =                 -0.0'],
    [['X', 2 ** 53 - 1], 'X       =     9007199254740991'],
    [['X', 2 ** 53], 'X       = 9.007199254740992E15'],
    [['X', 1e20], 'X       =               1.0E20'],
    [['X', 2n ** 63n], 'X       =  9223372036854775808'],
    [['ESO DET CHIP1', 5, 'of eso'], 'HIERARCH ESO DET CHIP1 =     5 / of eso'],
    [['LONGKEYWORD', 'x'], "HIERARCH LONGKEYWORD = 'x       '"],
    [['OBSERVER', 'Zoë 星'], "OBSERVER= 'Zoe ?   '"]
  ])('%#: %s', (card, text) => {
    expect(lines(card)).toEqual([text]);
  });

  it('continues long strings in CONTINUE cards, with the comment after the last', () => {
    expect(lines(['LONG', `${'a'.repeat(66)}'${'b'.repeat(70)}`, 'end'])).toEqual([
      `LONG    = '${'a'.repeat(66)}&'`,
      `CONTINUE  '''${'b'.repeat(65)}&'`,
      "CONTINUE  'bbbbb' / end"
    ]);
  });

  it('never ends a long string in an ampersand, which some readers drop', () => {
    expect(lines(['LONG', `${'a'.repeat(80)}&`]).slice(1)).toEqual([
      `CONTINUE  '${'a'.repeat(13)}&&'`,
      "CONTINUE  ''"
    ]);
  });

  it('wraps HISTORY and COMMENT between words, and within those that are too long', () => {
    expect(lines(['HISTORY', `${'word '.repeat(20)}${'x'.repeat(80)}`])).toEqual([
      `HISTORY ${'word '.repeat(14).trim()}`,
      `HISTORY ${'word '.repeat(6).trim()}`,
      `HISTORY ${'x'.repeat(72)}`,
      `HISTORY ${'x'.repeat(8)}`
    ]);
    expect(lines(['COMMENT', 'one\n\n  two'])).toEqual(['COMMENT one', 'COMMENT', 'COMMENT   two']);
  });

  it.each<[string, Card]>([
    ['lower case', ['lower', 1]],
    ['an empty keyword', ['', 1]],
    ['an equals sign', ['A=B', 1]],
    ['two blanks', ['ESO  DET', 1]],
    ['a keyword that leaves no room', ['WORD '.repeat(13).trim(), 1]],
    ['END', ['END', 1]],
    ['CONTINUE', ['CONTINUE', 'x']],
    ['the word HIERARCH', ['HIERARCH ESO', 1]],
    ['NaN', ['X', NaN]],
    ['infinity', ['X', -Infinity]],
    ['a number in HISTORY', ['HISTORY', 1]],
    ['an integer that is too long', ['X', 10n ** 80n]]
  ])('refuses %s', (_, card) => {
    expect(() => formatCard(card)).toThrow(RangeError);
  });

  it('writes any keyword and value so that they are read back equal', () => {
    fc.assert(
      fc.property(fc.array(anyCard, { maxLength: 5 }), (cards) => {
        const header = headerOf(...cards, ['LAST', 1]);
        for (const [keyword, value] of cards) {
          const first = cards.find(([other]) => other === keyword)!;
          const expected = typeof first[1] === 'string' ? first[1].replace(/ +$/, '') : first[1];
          const read = header.get(keyword);
          // Integers that a double holds exactly are read as numbers.
          expect(typeof expected === 'bigint' ? BigInt(read as number | bigint) : read, `${value}`).toBe(
            expected
          );
        }
        expect(header.get('LAST')).toBe(1);
      }),
      { numRuns: 200 }
    );
  });

  it('writes any text at all as whole cards of ASCII, and loses only blanks of HISTORY', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCodePoint, maxLength: 200 }), anyText, (binary, ascii) => {
        for (const keyword of ['X', 'HISTORY']) {
          const card = formatCard([keyword, binary, binary]);
          expect(card).toMatch(/^[\x20-\x7e]+$/);
          expect(card.length % 80).toBe(0);
        }
        const history = lines(['HISTORY', ascii]).map((line) => line.slice(8));
        expect(history.join('').replaceAll(' ', '')).toBe(ascii.replaceAll(' ', ''));
      }),
      { numRuns: 30 }
    );
  });
});
