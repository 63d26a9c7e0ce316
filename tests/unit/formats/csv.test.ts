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
      const { data } = Papa.parse<string[]>(text.slice(0, -2), { delimiter: ',', newline: '\r\n' });
      expect(data.map(({ length }) => length)).toEqual(rows.map(({ length }) => length));
      for (const [i, row] of rows.entries())
        for (const [j, original] of row.entries()) expect([original, `'${original}`]).toContain(data[i]![j]);
    })
  );
});

test('keeps spreadsheets from taking text for a formula, and numbers as they are', () => {
  const text = ['=1+1', '+cmd|calc', '-2+3+cmd', '@SUM(A1)', '\t=1'];
  const numbers = ['-1.25', '+3', '-1e-5', '+12:27:05.3', '-05 23 28', '.5', ''];
  const csv = toCsv([
    ['file', 'value'],
    ...text.map((cell) => [cell, -1]),
    ...numbers.map((cell) => [cell, 2])
  ]);
  const cells = csvRecords(csv);
  expect(cells.map(({ file }) => file)).toEqual([...text, ...numbers]);
  const lines = csv.split('\r\n').slice(1);
  for (const [i, cell] of text.entries()) expect(lines[i]!.replaceAll('"', '')).toBe(`'${cell},-1`);
  for (const [i, cell] of numbers.entries()) expect(lines[text.length + i]).toBe(`${cell},2`);
});
