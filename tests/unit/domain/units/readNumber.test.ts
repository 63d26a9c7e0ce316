import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber } from '../../../../src/lib/domain/units/readNumber';
import { readNumbers } from '../../../../src/lib/domain/units/readNumbers';

/** Two decimals: with three, a comma may be of thousands. */
const hundredths = fc.integer({ min: -1e9, max: 1e9 }).map((n) => (n / 100).toFixed(2));
const withComma = (text: string): string => text.replace('.', ',');

/** Null where it is refused, as only a RangeError may do. */
function numberOrNull(text: string): number | null {
  try {
    return readNumber(text);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

describe('readNumber', () => {
  it('reads the same with a point and with a comma', () => {
    fc.assert(
      fc.property(hundredths, (text) => {
        expect(readNumber(text)).toBe(Number(text));
        expect(readNumber(withComma(text))).toBe(Number(text));
        expect(readNumber(` ${text.replace('-', '−')} `)).toBe(Number(text));
      })
    );
  });

  it.each([
    ['2,5', 2.5],
    ['0,234', 0.234],
    ['1234,567', 1234.567],
    ['-,5', -0.5],
    ['1,5e3', 1500],
    ['1.234', 1.234]
  ])('reads %s as %d', (text, value) => expect(readNumber(text)).toBe(value));

  it.each(['1,234', '-12,345', '999,000'])('asks which %s is', (text) => {
    expect(() => readNumber(text)).toThrow(
      `'${text}' can be ${text.replace(',', '.')} or ${text.replace(',', '')}: write one of these`
    );
  });

  it.each([
    '',
    'x',
    '1.234,5',
    '1,234.5',
    '1,2,3',
    '1 234',
    "1'234",
    '5,',
    '0x10',
    '1_0',
    'Infinity',
    '1e999',
    '٣'
  ])('refuses %j', (text) => expect(() => readNumber(text, 'It is none')).toThrow('It is none'));

  it('either refuses any text or reads the number that a program reads once its comma is a point', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,-+eE ') }), (text) => {
        expect([Number(text.replace(',', '.')), null]).toContain(numberOrNull(text));
      })
    );
  });

  it('takes no time on what is long', () => {
    expect(() => readNumber('1'.repeat(1e6) + 'x', 'too long')).toThrow('too long');
  });
});

describe('readNumbers', () => {
  it('reads lists with points apart by anything, and with commas apart by spaces or semicolons', () => {
    fc.assert(
      fc.property(fc.array(hundredths, { minLength: 2, maxLength: 6 }), (texts) => {
        const values = texts.map(Number);
        for (const separator of [',', ', ', ' ', ';', ' ; ', '\n'])
          expect(readNumbers(texts.join(separator))).toEqual(values);
        for (const separator of [' ', ';', '; ', '\t'])
          expect(readNumbers(texts.map(withComma).join(separator))).toEqual(values);
        for (const separator of [',', ', '])
          expect(() => readNumbers(texts.map(withComma).join(separator))).toThrow('a comma can be decimal');
      })
    );
  });

  it.each([
    ['', []],
    ['1, 2, 3', [1, 2, 3]],
    ['1.5,1,2', [1.5, 1, 2]],
    ['1,5; 2', [1.5, 2]]
  ])('reads %j as %j', (text, values) => expect(readNumbers(text)).toEqual(values));

  it.each(['1,5', '1,2,3', '1.5 2,5', '1,2, 3'])('asks for another form of %s', (text) => {
    expect(() => readNumbers(text)).toThrow(`In '${text}' a comma can be decimal or between two numbers`);
  });

  it('asks for what is a number of thousands too, and names what is none', () => {
    expect(() => readNumbers('1,234 5')).toThrow("'1,234' can be 1.234 or 1234");
    expect(() => readNumbers('2, wide')).toThrow("'wide' is not a number");
  });
});
