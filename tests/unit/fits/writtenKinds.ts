import type { ColumnToWrite } from '../../../src/lib/fits/write/encodeColumn';
import { FitsHeader } from '../../../src/lib/fits/file/FitsHeader';
import type { StorableArray } from '../../../src/lib/fits/write/storedType';
import type { HduToWrite } from '../../../src/lib/fits/write/writeFits';

const bits = (...words: readonly number[]): ArrayBuffer => Uint32Array.from(words).buffer;

/** Six values of each type, its limits and odd bit patterns among them. */
export const ARRAYS: readonly StorableArray[] = [
  Uint8Array.of(0, 1, 127, 128, 254, 255),
  Int8Array.of(-128, -127, -1, 0, 1, 127),
  Int16Array.of(-32768, -32767, -1, 0, 258, 32767),
  Uint16Array.of(0, 1, 32767, 32768, 40000, 65535),
  Int32Array.of(-(2 ** 31), -1, 0, 1, 0x01020304, 2 ** 31 - 1),
  Uint32Array.of(0, 1, 2 ** 31 - 1, 2 ** 31, 0xfefdfcfb, 2 ** 32 - 1),
  BigInt64Array.of(-(2n ** 63n), -1n, 0n, 1n, 0x0102030405060708n, 2n ** 63n - 1n),
  BigUint64Array.of(0n, 1n, 2n ** 63n - 1n, 2n ** 63n, 0xfefdfcfbfaf9f8f7n, 2n ** 64n - 1n),
  new Float32Array(bits(0x7fc00000, 0xffc12345, 0x7f800000, 0x80000000, 1, 0xc0490fdb)),
  Float64Array.of(NaN, -Infinity, -0, Number.MIN_VALUE, Number.MAX_VALUE, Math.PI)
];

export const typeOf = (values: StorableArray): string =>
  values[Symbol.toStringTag].replace('Array', '').replace('Big', '').toLowerCase();

export const COLUMNS: readonly ColumnToWrite[] = [
  ...ARRAYS.map((values) => ({ name: typeOf(values), values, axes: [2] })),
  { name: 'scalar', values: Float32Array.of(1, 2, 3), unit: 'mag' },
  { name: 'cube', values: Int16Array.from({ length: 36 }, (_, i) => i), axes: [3, 2, 2] },
  { name: 'known', values: [true, false, null] },
  { name: 'flags', values: [true, false, null, null, true, true], axes: [2] },
  { name: 'star', values: ['α Ori', '', 'NGC 224'] },
  { name: 'count', values: Uint32Array.of(5, 0, 2 ** 32 - 1), blank: 0, unit: 'adu' }
];

const OTHER = [
  'SIMPLE  =                    T',
  'BITPIX  =                  -32',
  'NAXIS   =                    1',
  'NAXIS1  =                 9999',
  "TELESCOP= 'Rokkor 58'          / lens",
  'AIRMASS =               1.2345',
  "LONG    = 'one &'",
  "CONTINUE  'two' / comment",
  'HISTORY earlier'
].map((card) => card.padEnd(80));

/** A file of every kind. */
export const KINDS: Readonly<Record<string, readonly HduToWrite[]>> = {
  ...Object.fromEntries(ARRAYS.map((data) => [typeOf(data), [{ data, axes: [3, 2] }]])),
  ...Object.fromEntries(
    ARRAYS.filter((data) => !typeOf(data).startsWith('float')).map((data) => [
      `${typeOf(data)} with a blank`,
      [{ data, axes: [6], blank: data[0]! }]
    ])
  ),
  nothing: [],
  'cards alone': [{ cards: [['OBJECT', 'nothing']] }],
  'four axes': [{ data: new Float32Array(24).map((_, i) => i), axes: [2, 3, 1, 4] }],
  'no pixels': [{ data: new Int16Array(0), axes: [5, 0] }],
  extensions: [
    {},
    ...ARRAYS.map((data, i) => ({ data, axes: [1, 6], cards: [['EXTNAME', `E${i}`] as const] }))
  ],
  table: [{ columns: COLUMNS, cards: [['EXTNAME', 'CATALOGUE']] }],
  'image and tables': [
    { data: Uint16Array.of(1), axes: [1] },
    { columns: COLUMNS.slice(0, 3) },
    { columns: [] },
    { columns: [{ name: 'none', values: new Float64Array(0) }] }
  ],
  'another header': [
    {
      data: Uint8Array.of(1, 2),
      axes: [2],
      header: new FitsHeader(Buffer.from(OTHER.join(''), 'latin1')),
      cards: [
        ['AIRMASS', 1.25],
        ['ESO DET CHIP1 NAME', 'x'.repeat(99), 'of eso'],
        ['HISTORY', 'Calibrated by Pocket TOM, '.repeat(9)],
        ['COMMENT', 'one\ntwo']
      ]
    }
  ],
  strips: [{ data: new Uint16Array(2 ** 22 + 7).map((_, i) => i % 65_521), axes: [2 ** 22 + 7] }]
};
