import { expect, it } from 'vitest';
import { usesPoints } from '../../../src/lib/formats/decimalReader';
import { type DelimitedTable, delimitedTable } from '../../../src/lib/formats/delimitedTable';
import { tableForm, tableParts } from '../../../src/lib/formats/tableParts';

const ROWS = 25_000;

/** Some megabytes, with something of its own in one row. */
const withRow = (special: string, at: number, lineBreak = '\n'): string =>
  [
    '# made by hand, 5" off',
    'mjd,mag,err,filter,source',
    ...Array.from({ length: ROWS }, (_, i) => (i === at ? special : usualRow(i)))
  ].join(lineBreak);

const usualRow = (i: number): string =>
  `${59_000 + i},${12 + (i % 7)},0,${'VRI'[i % 3]},"a long name, to fill some space"`;

async function inParts(text: string | Uint8Array<ArrayBuffer>) {
  const blob = new Blob([text]);
  const form = await tableForm(blob);
  const parts: DelimitedTable[] = [];
  for await (const part of tableParts(blob, form)) parts.push(part);
  return { form, parts, rows: parts.flatMap(({ rows }) => rows), lines: parts.flatMap((part) => part.lines) };
}

it.each([
  ['as it is', withRow('', -1)],
  ['with line breaks of Windows', withRow('', -1, '\r\n')],
  ['with line breaks within quotes', withRow(`1,2,3,V,"one\ntwo\n${'three\n'.repeat(200_000)}"`, 100)],
  ['with a quote that is never closed', withRow('1,2,3,V,"no end', 24_000)],
  ['with more after a quote', withRow('1,2,3,V,"a" b', 24_000)]
])('a table of megabytes, %s, is read in parts as it is at once', async (_, text) => {
  const { parts, rows, lines, form } = await inParts(text);
  const whole = delimitedTable(text);
  expect(parts.length).toBeGreaterThan(1);
  expect(rows.length).toBe(whole.rows.length);
  expect(rows.findIndex((row, i) => row.join('|') !== whole.rows[i]!.join('|'))).toBe(-1);
  expect(lines.findIndex((line, i) => line !== whole.lines[i])).toBe(-1);
  expect(form.hasPoints).toBe(usesPoints(whole));
});

it('knows of a decimal point and of a letter of Windows-1252 that come last', async () => {
  const text = withRow('59000.5,12,0,V,Jos\u00e9', ROWS - 1);
  const { form, rows } = await inParts(Uint8Array.from(Buffer.from(text, 'latin1')));
  expect(form).toEqual({ encoding: 'windows-1252', hasQuotes: true, hasPoints: true });
  expect(rows.at(-1)).toEqual(['59000.5', '12', '0', 'V', 'José']);
});
