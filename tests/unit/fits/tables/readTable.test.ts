import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cellText } from '../../../../src/lib/fits/tables/cellText';
import type { ColumnData } from '../../../../src/lib/fits/tables/ColumnData';
import { describeTable } from '../../../../src/lib/fits/tables/describeTable';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { readTable } from '../../../../src/lib/fits/tables/readTable';
import cases from '../../../fixtures/tableCases.json';
import { buildFits, imageCards } from '../buildFits';
import { columnText } from '../canonicalText';

const astropyFile = () =>
  openFits(new Blob([Uint8Array.from(gunzipSync(Buffer.from(cases.file, 'base64')))]));

/** Cards of a table, from the format of each column and, after a `;`, more of its cards such as `TUNIT='s'`. */
function tableCards(
  xtension: 'TABLE' | 'BINTABLE',
  rowBytes: number,
  rows: number,
  columns: readonly string[],
  pcount = 0,
  more: readonly string[] = []
): string[] {
  const cards = columns.flatMap((column, index) => {
    const [form, ...others] = column.split(';');
    const pairs = others.map((card) => card.split('=') as [string, string]);
    return [
      `TFORM${index + 1}`.padEnd(8) + `= '${form}'`,
      ...pairs.map(([keyword, value]) => `${keyword}${index + 1}`.padEnd(8) + `= ${value}`)
    ];
  });
  return [
    `XTENSION= '${xtension}'`,
    'BITPIX  = 8',
    'NAXIS   = 2',
    `NAXIS1  = ${rowBytes}`,
    `NAXIS2  = ${rows}`,
    `PCOUNT  = ${pcount}`,
    'GCOUNT  = 1',
    `TFIELDS = ${columns.length}`,
    ...cards,
    ...more
  ];
}

async function read(cards: readonly string[], data: Uint8Array | string): Promise<ColumnData[]> {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
  const file = await openFits(new Blob([buildFits({ cards: imageCards(8, []) }, { cards, data: bytes })]));
  return readTable(file, describeTable(file.hdus[1]!));
}

const ascii = (columns: readonly string[], ...rows: readonly string[]): Promise<ColumnData[]> =>
  read(tableCards('TABLE', rows[0]!.length, rows.length, columns), rows.join(''));

const texts = (data: ColumnData): string[] =>
  Array.from({ length: data.starts.length - 1 }, (_, row) => cellText(data, row));

describe('tables written by astropy, cell by cell', () => {
  it.each([0, 1])('HDU %i + 1', async (index) => {
    const file = await astropyFile();
    const table = describeTable(file.hdus[index + 1]!);
    const expected: Record<string, readonly string[]> = cases.tables[index]!;
    expect(table.columns.map(({ name }) => name)).toEqual(Object.keys(expected));
    for (const data of await readTable(file, table))
      expect([data.column.name, columnText(data)]).toEqual([
        data.column.name,
        expected[data.column.name]!.join('\n')
      ]);
  });

  it('in the typed array that holds them exactly', async () => {
    const file = await astropyFile();
    const data = await readTable(file, describeTable(file.hdus[1]!));
    const types = Object.fromEntries(
      data.map(({ column, values }) => [column.name, values.constructor.name])
    );
    expect(types).toMatchObject({
      L: 'Uint8Array',
      B: 'Uint8Array',
      i8: 'Int8Array',
      I: 'Int16Array',
      u16: 'Uint16Array',
      'I null': 'Int16Array',
      J: 'Int32Array',
      u32: 'Uint32Array',
      K: 'BigInt64Array',
      u64: 'BigUint64Array',
      E: 'Float32Array',
      'E scaled': 'Float64Array',
      'J scaled': 'Float64Array',
      D: 'Float64Array',
      C: 'Float32Array',
      M2: 'Float64Array',
      A: 'Array'
    });
  });

  it('only the rows and columns asked for', async () => {
    const file = await astropyFile();
    const table = describeTable(file.hdus[1]!);
    const wanted = table.columns.filter(({ name }) => ['PJ', 'I cube'].includes(name));
    const [cube, arrays] = await readTable(file, table, 1, 4, wanted);
    expect(columnText(cube!)).toBe(cases.tables[0]!['I cube']!.slice(1, 4).join('\n'));
    expect(columnText(arrays!)).toBe(cases.tables[0]!.PJ!.slice(1, 4).join('\n'));
    expect(columnText((await readTable(file, table, 5, 5, wanted))[1]!)).toBe('');
    await expect(readTable(file, table, 2, 6)).rejects.toThrow(RangeError);
  });

  it('with name, unit, format, display and shape of each column', async () => {
    const { columns } = describeTable((await astropyFile()).hdus[1]!);
    const column = (name: string) => columns.find((column) => column.name === name);
    expect(column('I')).toMatchObject({ number: 6, unit: 'adu', format: 'I', display: 'I6', shape: [] });
    expect(column('I cube')).toMatchObject({ unit: null, display: null, shape: [2, 3, 2] });
    expect(column('A texts')).toMatchObject({ textLength: 4, shape: [3] });
    expect(column('I null')).toMatchObject({ nullValue: -99n });
  });
});

describe('binary tables', () => {
  it('text ends at NUL, and trailing blanks do not count', async () => {
    const [data] = await read(tableCards('BINTABLE', 6, 4, ['6A']), 'ab\0cd   x   \0\0\0\0\0\0abcdef');
    expect(data!.values).toEqual(['ab', '  x', '', 'abcdef']);
  });

  it.each(['6A2', "6A;TDIM='(2,3)'"])('several texts in a cell, %s', async (form) => {
    const [data] = await read(tableCards('BINTABLE', 6, 1, [form]), 'a bcd ');
    expect(data!.values).toEqual(['a', 'bc', 'd']);
  });

  it.each(["6A;TDIM='(0,9)'", "6A;TDIM='(7)'", "6A;TDIM='what'", '6A9'])(
    'ignores the illegal division of %s',
    async (form) => {
      const [data] = await read(tableCards('BINTABLE', 6, 1, [form]), 'a bcd ');
      expect(data!.values).toEqual(['a bcd']);
    }
  );

  it('logicals: T, F, and what is undefined', async () => {
    const [fixed, heap] = await read(
      tableCards('BINTABLE', 12, 1, ['4L', 'PL'], 4),
      'TF\0\x01\0\0\0\x03\0\0\0\x01FTF\0'
    );
    expect(texts(fixed!)).toEqual(['T F  ']);
    expect(texts(heap!)).toEqual(['T F ']);
  });

  it('columns of no width', async () => {
    const data = await read(tableCards('BINTABLE', 1, 2, ['0A', 'B', '0E']), '\x05\x06');
    expect(data.map(texts)).toEqual([
      ['', ''],
      ['5', '6'],
      ['', '']
    ]);
  });

  it('scales complex numbers', async () => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat32(0, 1.5);
    view.setFloat32(4, -2);
    const [data] = await read(tableCards('BINTABLE', 8, 1, ['C;TSCAL=10.']), new Uint8Array(view.buffer));
    expect(texts(data!)).toEqual(['15-20i']);
  });

  it('an undefined value is NaN where integers are scaled', async () => {
    const [data] = await read(tableCards('BINTABLE', 1, 3, ['B;TNULL=2;TZERO=0.5']), '\x01\x02\x03');
    expect([...data!.values]).toEqual([1.5, NaN, 3.5]);
  });

  const heap = (count: number, offset: number, form = 'PI') => {
    const view = new DataView(new ArrayBuffer(12));
    view.setInt32(0, count);
    view.setInt32(4, offset);
    return read(tableCards('BINTABLE', 8, 1, [`${form};TTYPE='ARR'`], 4), new Uint8Array(view.buffer));
  };

  it.each([true, false])('many strips and a long heap, in order: %s', async (isInOrder) => {
    const rows = 100_000;
    const view = new DataView(new ArrayBuffer(rows * 16));
    for (let row = 0; row < rows; row++) {
      const place = isInOrder ? row : rows - 1 - row;
      view.setInt32(12 * row, row);
      view.setInt32(12 * row + 4, 1);
      view.setInt32(12 * row + 8, 4 * place);
      view.setInt32(12 * rows + 4 * place, -row);
    }
    const cards = tableCards('BINTABLE', 12, rows, ['J', 'PJ'], 4 * rows);
    const bytes = buildFits({ cards: imageCards(8, []) }, { cards, data: new Uint8Array(view.buffer) });
    const file = await openFits(new Blob([bytes]));
    const [numbers, arrays] = await readTable(file, describeTable(file.hdus[1]!), 200, rows - 1);
    const expected = Int32Array.from({ length: rows - 201 }, (_, i) => 200 + i);
    expect(numbers!.values).toEqual(expected);
    expect(arrays!.values).toEqual(expected.map((row) => -row));
  });

  it.each([
    [3, 0],
    [1, 3],
    [-1, 0],
    [1, -1],
    [2 ** 31 - 1, 0]
  ])('refuses an array of %i at byte %i of a heap of 4', async (count, offset) => {
    expect((await heap(2, 0))[0]!.values).toHaveLength(2);
    await expect(heap(count, offset)).rejects.toThrow(
      `HDU 1: column 1 (ARR): the array of ${count} at byte ${offset} does not lie within the heap of 4 bytes.`
    );
  });

  it.each([
    [['J'], 3, [], 'HDU 1: the columns are wider than the rows of the table.'],
    [['J'], 5, [], 'HDU 1: the columns are narrower than the rows of the table.'],
    [["7Z;TTYPE='Q'"], 7, [], 'HDU 1: column 1 (Q): TFORM1 is missing or not a column format.'],
    [['2PJ'], 16, [], 'HDU 1: column 1: the format of variable-length arrays is not legal.'],
    [['P'], 8, [], 'HDU 1: column 1: the format of variable-length arrays is not legal.'],
    [['C;TZERO=1.'], 8, [], 'HDU 1: column 1: complex values with TZERO cannot be read here.'],
    [['B;TNULL=1.5'], 1, [], 'HDU 1: column 1: TNULL1 is not a whole number.'],
    [["B;TSCAL='x'"], 1, [], 'HDU 1: TSCAL1 is not a number.'],
    [['B'], 1, ['THEAP   = 0'], 'HDU 1: the heap (THEAP) must begin at byte 1 to 1 of the data, not at 0.'],
    [['B'], 1, ['ZTABLE  = T'], 'HDU 1: compressed tables (ZTABLE) cannot be read here.']
  ])('refuses %j', async (columns, rowBytes, more, message) => {
    const cards = tableCards('BINTABLE', rowBytes, 1, columns, 0, more);
    await expect(read(cards, new Uint8Array(rowBytes))).rejects.toThrow(message);
  });

  it('refuses what would take more than 256 MB', async () => {
    const cards = tableCards('BINTABLE', 0, 2 ** 28, ['0A']);
    await expect(read(cards, '')).rejects.toThrow(
      'HDU 1: more than 256 MB of a table cannot be read at once.'
    );
  });

  it('refuses images', async () => {
    const file = await astropyFile();
    expect(() => describeTable(file.hdus[0]!)).toThrow('HDU 0 is not a table.');
  });
});

describe('ASCII tables', () => {
  it.each([
    ['I4', '  -7', '-7'],
    ['I4', '    ', '0'],
    ['I4', '- 23', '-23'],
    ['I20', ' 9223372036854775807', '9223372036854775807'],
    ['F6.2', ' 12.5 ', '12.5'],
    ['F6.2', '   125', '1.25'],
    ['F6.2', '     ', '0'],
    ['F6', '   1.5', '1.5'],
    ['E9.3', ' 1234E-2 ', '0.01234'],
    ['E9.3', '1.5D+2', '150'],
    ['E9.3', '1.5+2', '150'],
    ['D9.3', '-.5d1', '-5'],
    ['A5', ' x y ', ' x y'],
    ["I4;TNULL='*'", '   *', ''],
    ["A4;TNULL='*'", '*', ''],
    ["F4.1;TNULL=' '", '    ', ''],
    ['I4;TSCAL=0.5;TZERO=1', '   3', '2.5']
  ])('%s of "%s"', async (form, cell, text) => {
    const width = Number(/\d+/.exec(form)![0]);
    const [data] = await ascii([`${form};TBCOL=2`], `|${cell.padStart(width)}|`);
    expect(texts(data!)).toEqual([form.startsWith('A') ? text && text.padStart(width - 1) : text]);
  });

  it.each([
    ['I4', '1.5 '],
    ['F4.1', 'x'],
    ['F4.1', '.'],
    ['E9.1', '1E999'],
    ['I20', '9223372036854775808']
  ])('refuses %s of "%s"', async (form, cell) => {
    const width = Number(/\d+/.exec(form)![0]);
    const cells = [''.padEnd(width), cell.padStart(width)];
    await expect(ascii([`${form};TBCOL=1;TTYPE='BAD'`], ...cells)).rejects.toThrow(
      `HDU 1: column 1 (BAD), row 2: '${cells[1]}' is not legal.`
    );
  });

  it.each(['I4;TBCOL=0', 'I4;TBCOL=3', 'I0;TBCOL=1', 'I4'])('refuses %s in a row of 5', async (column) => {
    await expect(ascii([column], '12345')).rejects.toThrow(
      'HDU 1: column 1 does not lie within the row (TBCOL1, TFORM1, NAXIS1).'
    );
  });
});

describe('random groups', () => {
  const groups = (...more: readonly string[]) => {
    const cards = imageCards(16, [0, 2, 1], 'GROUPS  = T', 'PCOUNT  = 3', 'GCOUNT  = 2', ...more);
    const data = new DataView(new ArrayBuffer(20));
    [1, 2, 3, 10, 11, 4, 5, 6, -1, 13].forEach((value, i) => data.setInt16(2 * i, value));
    return openFits(new Blob([buildFits({ cards, data: new Uint8Array(data.buffer) })]));
  };

  it('are a table of parameters and arrays; parameters of the same name are added', async () => {
    const file = await groups(
      "PTYPE1  = 'DATE'",
      'PZERO1  = 2450000.5',
      "PTYPE2  = 'UU'",
      "PTYPE3  = 'DATE'",
      'PSCAL3  = 0.25',
      'BLANK   = -1'
    );
    const data = await readTable(file, describeTable(file.hdus[0]!));
    expect(data.map(({ column }) => [column.name, 'shape' in column && column.shape])).toEqual([
      ['DATE', []],
      ['UU', []],
      ['DATA', [2, 1]]
    ]);
    expect(data.map(texts)).toEqual([
      ['2450002.25', '2450006'],
      ['2', '5'],
      ['10 11', ' 13']
    ]);
  });
});

describe('cellText', () => {
  it('writes numbers with the fewest digits that read back the same', async () => {
    const file = await astropyFile();
    const data = await readTable(file, describeTable(file.hdus[1]!));
    const cells = Object.fromEntries(data.map((column) => [column.column.name, texts(column)]));
    expect(cells.E).toEqual(['0.1', '0', '', 'Infinity', '1.4013e-45']);
    expect(cells.u64![4]).toBe('18446744073709551615');
    expect(cells.X![0]).toBe('10110010011');
    expect(cells.C!.slice(0, 2)).toEqual(['0.1+1i', '0-2i']);
    expect(cells['I null']).toEqual(['1', '', '2', '', '3']);
    expect(cells.PI![3]).toBe('-24 -1 -15 -23 7 -18 11');
    const singles = data.find(({ column }) => column.name === 'PE')!;
    const digits = cells.PE!.join(' ').split(' ').filter(Boolean);
    expect(digits.map(Number).map(Math.fround)).toEqual([...singles.values]);
    expect(Math.max(...digits.map((text) => text.length))).toBeLessThan(12);
  });
});
