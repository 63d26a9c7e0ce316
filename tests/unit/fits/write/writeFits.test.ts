import { describe, expect, it } from 'vitest';
import { binaryTableColumns } from '../../../../src/lib/fits/tables/binaryTableColumns';
import { checksum32 } from '../../../../src/lib/fits/file/checksum';
import type { Hdu } from '../../../../src/lib/fits/file/Hdu';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import type { StorableArray } from '../../../../src/lib/fits/write/storedType';
import { writeFits, type HduToWrite } from '../../../../src/lib/fits/write/writeFits';
import { ARRAYS, COLUMNS, KINDS, typeOf } from '../writtenKinds';

const written = async (...hdus: readonly HduToWrite[]) => {
  const blob = writeFits(...hdus);
  const bytes = Buffer.from(await blob.arrayBuffer());
  const file = await openFits(blob);
  return { bytes, hdus: file.hdus };
};

/** One stored value, and the number that the header adds to it: as FITS 4.0 says, without tricks. */
function storedValue(bytes: Buffer, type: string, at: number, zero: number | bigint): number | bigint {
  if (type === 'B') return bytes.readUInt8(at) + Number(zero);
  if (type === 'I') return bytes.readInt16BE(at) + Number(zero);
  if (type === 'J') return bytes.readInt32BE(at) + Number(zero);
  if (type === 'K') return bytes.readBigInt64BE(at) + BigInt(zero);
  return type === 'E' ? bytes.readFloatBE(at) : bytes.readDoubleBE(at);
}

const TYPES: Readonly<Record<number, string>> = { 8: 'B', 16: 'I', 32: 'J', 64: 'K', [-32]: 'E', [-64]: 'D' };
const valueOf = ({ header }: Hdu, keyword: string): number | bigint =>
  (header.get(keyword) ?? 0) as number | bigint;

function pixelsOf(bytes: Buffer, hdu: Hdu, count: number): (number | bigint)[] {
  const bitpix = hdu.header.number('BITPIX')!;
  const at = (i: number): number => hdu.dataStart + (i * Math.abs(bitpix)) / 8;
  return Array.from({ length: count }, (_, i) =>
    storedValue(bytes, TYPES[bitpix]!, at(i), valueOf(hdu, 'BZERO'))
  );
}

describe('the images that writeFits writes', () => {
  it.each(ARRAYS.map((data) => [typeOf(data), data] as const))('%s', async (_, data) => {
    const { bytes, hdus } = await written({ data, axes: [3, 1, 2] });
    const { header } = hdus[0]!;
    expect(pixelsOf(bytes, hdus[0]!, 6)).toEqual([...data]);
    expect(['NAXIS', 'NAXIS1', 'NAXIS2', 'NAXIS3'].map((keyword) => header.get(keyword))).toEqual([
      3, 3, 1, 2
    ]);
    expect(header.get('BSCALE')).toBe(header.has('BZERO') ? 1 : undefined);
  });

  it('keeps the bits of a NaN', async () => {
    const data = ARRAYS.find((array) => array instanceof Float32Array)!;
    const { bytes, hdus } = await written({ data, axes: [6] });
    expect(bytes.readUInt32BE(hdus[0]!.dataStart + 4)).toBe(0xffc12345);
  });

  it('says in BLANK which stored value is no data', async () => {
    const blank = async (data: StorableArray, value: number | bigint) =>
      (await written({ data, axes: [1], blank: value })).hdus[0]!.header.get('BLANK');
    expect(await blank(Uint16Array.of(0), 0)).toBe(-32768);
    expect(await blank(Int16Array.of(0), -32768)).toBe(-32768);
    expect(await blank(Int8Array.of(0), -128)).toBe(0);
    expect(await blank(BigUint64Array.of(0n), 2n ** 64n - 1n)).toBe(2n ** 63n - 1n);
  });

  it('are written in strips without a seam', async () => {
    const [{ data }] = KINDS['strips'] as [{ data: Uint16Array }];
    const { bytes, hdus } = await written(...KINDS['strips']!);
    const wrong = data.findIndex(
      (value, i) => bytes.readInt16BE(hdus[0]!.dataStart + 2 * i) + 32768 !== value
    );
    expect(wrong).toBe(-1);
  });
});

describe('the tables that writeFits writes', () => {
  it('come after a primary HDU without data', async () => {
    const { hdus } = await written({ columns: COLUMNS });
    expect(hdus.map(({ kind }) => kind)).toEqual(['image', 'binaryTable']);
    expect(hdus[0]!.header.get('NAXIS')).toBe(0);
    expect((await written({}, { columns: COLUMNS })).hdus).toHaveLength(2);
  });

  it('hold in their cells what was given', async () => {
    const { bytes, hdus } = await written({ columns: COLUMNS });
    const columns = binaryTableColumns(hdus[1]!);
    const rowBytes = hdus[1]!.header.number('NAXIS1')!;
    const cells = columns.map(({ type, repeat, offset }, index) => {
      const starts = [0, 1, 2].map((row) => hdus[1]!.dataStart + row * rowBytes + offset);
      if (type === 'A')
        return starts.map((at) => bytes.toString('latin1', at, at + repeat).replace(/\0*$/, ''));
      const widths: Readonly<Record<string, number>> = { B: 1, L: 1, I: 2, J: 4, E: 4 };
      const width = widths[type] ?? 8;
      const places = starts.flatMap((at) => Array.from({ length: repeat }, (_, i) => at + i * width));
      if (type === 'L')
        return places.map((at) => ({ T: true, F: false })[bytes.toString('latin1', at, at + 1)] ?? bytes[at]);
      return places.map((at) => storedValue(bytes, type, at, valueOf(hdus[1]!, `TZERO${index + 1}`)));
    });
    const expected = COLUMNS.map(({ values }) => [...values].map((value) => value ?? 0));
    expected[14] = ['? Ori', '', 'NGC 224'];
    expect(cells).toEqual(expected);
  });

  it('describe their columns', async () => {
    const { header } = (await written({ columns: COLUMNS })).hdus[1]!;
    const facts = (n: number) =>
      ['TTYPE', 'TFORM', 'TUNIT', 'TDIM', 'TZERO', 'TNULL'].map((root) => header.get(`${root}${n}`));
    expect(facts(1)).toEqual(['uint8', '2B', undefined, undefined, undefined, undefined]);
    expect(facts(11)).toEqual(['scalar', '1E', 'mag', undefined, undefined, undefined]);
    expect(facts(12)).toEqual(['cube', '12I', undefined, '(3,2,2)', undefined, undefined]);
    expect(facts(14)).toEqual(['flags', '2L', undefined, undefined, undefined, undefined]);
    expect(facts(15)).toEqual(['star', '7A', undefined, undefined, undefined, undefined]);
    expect(facts(16)).toEqual(['count', '1J', 'adu', undefined, 2 ** 31, -(2 ** 31)]);
  });

  it('are written in strips without a seam, whatever the length of a row', async () => {
    const rows = 700_001;
    const b = Uint8Array.from({ length: 3 * rows }, (_, i) => i % 251);
    const j = Int32Array.from({ length: rows }, (_, i) => -i);
    const { bytes, hdus } = await written({
      columns: [
        { name: 'b', values: b, axes: [3] },
        { name: 'j', values: j }
      ]
    });
    const at = (row: number): number => hdus[1]!.dataStart + 7 * row;
    expect(j.findIndex((value, row) => bytes.readInt32BE(at(row) + 3) !== value)).toBe(-1);
    expect(b.findIndex((value, i) => bytes[at(Math.floor(i / 3)) + (i % 3)] !== value)).toBe(-1);
    expect(checksum32(bytes.subarray(2880))).toBe(0xffffffff);
  });
});

describe('writeFits', () => {
  it.each(Object.keys(KINDS))('writes the checksums of every HDU: %s', async (kind) => {
    const { bytes, hdus } = await written(...KINDS[kind]!);
    expect(bytes.length % 2880).toBe(0);
    for (const [index, { header, dataStart }] of hdus.entries()) {
      const start =
        index === 0 ? 0 : hdus[index - 1]!.dataStart + Math.ceil(hdus[index - 1]!.dataLength / 2880) * 2880;
      const end = dataStart + Math.ceil(hdus[index]!.dataLength / 2880) * 2880;
      expect(checksum32(bytes.subarray(start, end))).toBe(0xffffffff);
      expect(header.get('DATASUM')).toBe(String(checksum32(bytes.subarray(dataStart, end))));
    }
  });

  it('keeps the cards of another header, replaced by those given', async () => {
    const { header } = (await written(...KINDS['another header']!)).hdus[0]!;
    expect(
      ['BITPIX', 'TELESCOP', 'AIRMASS', 'LONG', 'ESO DET CHIP1 NAME'].map((keyword) => header.get(keyword))
    ).toEqual([8, 'Rokkor 58', 1.25, 'one two', 'x'.repeat(99)]);
  });

  it.each<[string, HduToWrite, string]>([
    ['too few pixels', { data: Uint8Array.of(1), axes: [2, 1] }, '1 pixels are not 2 x 1.'],
    ['no axes', { data: Uint8Array.of(1), axes: [] }, 'An image cannot have axes of  pixels.'],
    [
      'half a pixel',
      { data: Uint8Array.of(1), axes: [0.5, 2] },
      'An image cannot have axes of 0.5 x 2 pixels.'
    ],
    [
      'negative axes',
      { data: Uint8Array.of(1), axes: [-1, -1] },
      'An image cannot have axes of -1 x -1 pixels.'
    ],
    ['blank reals', { data: Float32Array.of(1), axes: [1], blank: 0 }, 'Reals are blank as NaN, not as 0.'],
    [
      'a blank out of range',
      { data: Int8Array.of(1), axes: [1], blank: 128 },
      '128 cannot be a value of Int8Array.'
    ],
    ['half a blank', { data: Int8Array.of(1), axes: [1], blank: 0.5 }, '0.5 cannot be a value of Int8Array.'],
    [
      'a card that follows',
      { data: Int8Array.of(1), axes: [1], cards: [['BZERO', 1]] },
      'The card BZERO follows from the data.'
    ],
    [
      'columns of different length',
      {
        columns: [
          { name: 'a', values: ['x'] },
          { name: 'b', values: [] }
        ]
      },
      'Column b has 0 rows, the first 1.'
    ],
    [
      'half a row',
      { columns: [{ name: 'a', values: Uint8Array.of(1, 2, 3), axes: [2] }] },
      'Column a: 3 values do not fill cells of 2.'
    ],
    [
      'cells of nothing',
      { columns: [{ name: 'a', values: new Uint8Array(), axes: [0] }] },
      'Column a: 0 values do not fill cells of 0.'
    ],
    ['illegal names', { columns: [{ name: 'a b', values: ['x'] }] }, "A column cannot be named 'a b'."],
    [
      'the same name twice',
      {
        columns: [
          { name: 'a', values: ['x'] },
          { name: 'A', values: ['x'] }
        ]
      },
      "Two columns are named 'A'."
    ],
    [
      'axes of texts',
      { columns: [{ name: 'a', values: ['x'], axes: [1] }] },
      'Column a: texts have no axes, and only integers a blank value.'
    ],
    [
      'a blank logical',
      { columns: [{ name: 'a', values: [true], blank: 0 }] },
      'Column a: texts have no axes, and only integers a blank value.'
    ]
  ])('refuses %s', (_, hdu, message) => {
    expect(() => writeFits(hdu)).toThrow(new RangeError(message));
  });
});
