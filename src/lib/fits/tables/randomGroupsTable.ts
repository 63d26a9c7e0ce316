import { scaleValue } from './columnCards';
import { FitsError } from '../file/FitsError';
import { axisLengths, bitsPerPixel, hduLabel, type Hdu } from '../file/Hdu';
import type { BinaryColumn, Table } from './Table';

const TYPES: Readonly<Record<number, BinaryColumn['type']>> = {
  8: 'B',
  16: 'I',
  32: 'J',
  64: 'K',
  [-32]: 'E',
  [-64]: 'D'
};

/**
 * Random groups as a table with one row per group: its parameters, and its array as the column `DATA`
 * (FITS 4.0, section 6). Parameters of the same name make one column, their sum.
 * @throws FitsError if a scale is not a number, or there are more than 999 parameters
 */
export function randomGroupsTable(hdu: Hdu): Table {
  const bitpix = bitsPerPixel(hdu.index, hdu.header);
  const type = TYPES[bitpix]!;
  const shape = axisLengths(hdu.index, hdu.header).slice(1);
  const elements = shape.reduce((product, length) => product * length, 1);
  const parameters = hdu.header.number('PCOUNT') ?? 0;
  if (parameters > 999) throw new FitsError(`${hduLabel(hdu)}: PCOUNT is ${parameters}, more than 999.`);
  const common = {
    encoding: 'binary',
    type,
    display: null,
    descriptor: null,
    textLength: 0,
    addends: []
  } as const;
  const bytes = Math.abs(bitpix) / 8;
  const columns: BinaryColumn[] = [];
  for (let n = 1; n <= parameters; n++) {
    const name = hdu.header.string(`PTYPE${n}`)?.trim() ?? '';
    const column: BinaryColumn = {
      ...common,
      number: n,
      name,
      unit: null,
      format: `1${type}`,
      shape: [],
      scale: scaleValue(hdu, `PSCAL${n}`, 1),
      zero: scaleValue(hdu, `PZERO${n}`, 0),
      nullValue: null,
      offset: (n - 1) * bytes
    };
    const same = name === '' ? -1 : columns.findIndex((other) => other.name === name);
    if (same < 0) columns.push(column);
    else columns[same] = { ...columns[same]!, addends: [...columns[same]!.addends, column] };
  }
  const blank = hdu.header.get('BLANK');
  columns.push({
    ...common,
    number: parameters + 1,
    name: 'DATA',
    unit: hdu.header.string('BUNIT'),
    format: `${elements}${type}`,
    shape,
    scale: scaleValue(hdu, 'BSCALE', 1),
    zero: scaleValue(hdu, 'BZERO', 0),
    nullValue:
      bitpix > 0 && (typeof blank === 'bigint' || Number.isInteger(blank)) ? BigInt(blank as number) : null,
    offset: parameters * bytes
  });
  const rowBytes = (parameters + elements) * bytes;
  const rows = hdu.header.number('GCOUNT') ?? 1;
  return { hdu, rows, rowBytes, heapStart: rows * rowBytes, columns };
}
