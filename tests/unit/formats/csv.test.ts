import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import type { PhotometryDatum } from '../../../src/lib/domain/rows/PhotometryDatum';
import { csvRecords, toCsv } from '../../../src/lib/formats/csv';
import { delimitedTable } from '../../../src/lib/formats/delimitedTable';
import { guessPhotometryMapping } from '../../../src/lib/formats/guessPhotometryMapping';
import { readRows } from '../../fixtures/readRows';
import { photometryTableCsv } from '../../../src/lib/formats/photometryTableCsv';

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

/** Of what spreadsheets and our own quotes are made of. */
const hostileCell = fc
  .string({ unit: fc.constantFrom(...'=+-@\t\'",;#! 1e.:aＺ＝＠'), minLength: 1, maxLength: 8 })
  .map((text) => text.trim())
  .filter((text) => text !== '');

test('no cell that is written begins as a formula, and each is read again as it was', () => {
  fc.assert(
    fc.property(fc.array(hostileCell, { minLength: 1 }), (cells) => {
      const csv = toCsv([['a', 'b'], ...cells.map((cell) => [cell, 'x'])]);
      const { data } = Papa.parse<string[]>(csv, { delimiter: ',', skipEmptyLines: true });
      for (const [written] of data)
        expect(written).not.toMatch(/^[=＝@＠\t\r]|^[+-](?![\d.:\s]*(e[+-]?\d+)?$)/i);
      expect(csvRecords(csv).map(({ a }) => a)).toEqual(cells);
    }),
    { numRuns: 500 }
  );
});

/** As names are: without tabs. */
const hostileName = hostileCell.filter((text) => !text.includes('\t'));

test('photometry comes back from its table, whatever its filters and sources are called', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(hostileName, hostileName), { minLength: 1, maxLength: 8 }), (names) => {
      const data = names.map(
        ([filter, source], i) =>
          ({
            timestamp: Date.UTC(2024, 2, 10) + 1000 * i,
            sourceName: '=1+1',
            value: { kind: 'photometry', magnitude: -1.5 + i, error: 0.5, filter, source }
          }) as PhotometryDatum
      );
      const table = delimitedTable(photometryTableCsv(data));
      const { measurements, problems } = readRows(table, guessPhotometryMapping(table), () => {
        throw new Error('The times are of the Earth');
      });
      expect(problems).toEqual([]);
      expect(measurements.map(({ timestamp, value }) => ({ timestamp, value }))).toEqual(
        data.map(({ timestamp, value }) => ({ timestamp, value }))
      );
    })
  );
});
