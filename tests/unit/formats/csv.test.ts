import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csvRecords, toCsv } from '../../../src/lib/formats/csv';

test('quotes what needs quotes', () => {
  expect(
    toCsv([
      ['name', 'x'],
      ['a "b", c\nd', -1.5]
    ])
  ).toBe('name,x\r\n"a ""b"", c\nd",-1.5\r\n');
});

test('no rows are an empty file', () => {
  expect(toCsv([])).toBe('');
});

test('is read by column name', () => {
  expect(csvRecords('file,reasons\r\n"a,b.fits",\r\nc.fits,"clouds; ""fog"""\r\n')).toEqual([
    { file: 'a,b.fits', reasons: '' },
    { file: 'c.fits', reasons: 'clouds; "fog"' }
  ]);
});

test('what is written can be read', () => {
  const cell = fc.string({ unit: 'grapheme', minLength: 1 });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }), (rows) => {
      const text = toCsv(rows);
      expect(text.endsWith('\r\n')).toBe(true);
      expect(Papa.parse(text.slice(0, -2), { delimiter: ',', newline: '\r\n' }).data).toEqual(rows);
    })
  );
});
