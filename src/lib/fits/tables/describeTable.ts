import { asciiTableColumns } from './asciiTableColumns';
import { FitsError } from '../file/FitsError';
import { axisLengths, bitsPerPixel, hduLabel, type Hdu } from '../file/Hdu';
import { physicalColumns } from './physicalColumns';
import { randomGroupsTable } from './randomGroupsTable';
import type { Table } from './Table';

/**
 * Describes an ASCII table, a binary table or random groups (FITS 4.0, sections 7.2, 7.3 and 6).
 * @throws FitsError if the HDU is none of these, is a compressed table, or its header contradicts itself
 */
export function describeTable(hdu: Hdu): Table {
  if (hdu.kind === 'randomGroups') return randomGroupsTable(hdu);
  if (hdu.kind !== 'asciiTable' && hdu.kind !== 'binaryTable')
    throw new FitsError(`${hduLabel(hdu)} is not a table.`);
  if (hdu.header.boolean('ZTABLE'))
    throw new FitsError(`${hduLabel(hdu)}: compressed tables (ZTABLE) cannot be read here.`);
  const [rowBytes, rows, ...more] = axisLengths(hdu.index, hdu.header);
  const isSingle = (hdu.header.number('GCOUNT') ?? 1) === 1 && more.length === 0;
  if (rowBytes === undefined || rows === undefined || !isSingle || bitsPerPixel(hdu.index, hdu.header) !== 8)
    throw new FitsError(`${hduLabel(hdu)}: a table must have BITPIX 8, NAXIS 2 and GCOUNT 1.`);
  const columns = hdu.kind === 'asciiTable' ? asciiTableColumns(hdu, rowBytes) : physicalColumns(hdu);
  return { hdu, rows, rowBytes, heapStart: heapStart(hdu, rows * rowBytes), columns };
}

function heapStart(hdu: Hdu, tableBytes: number): number {
  const start = hdu.header.number('THEAP') ?? tableBytes;
  if (Number.isInteger(start) && start >= tableBytes && start <= hdu.dataLength) return start;
  throw new FitsError(
    `${hduLabel(hdu)}: the heap (THEAP) must begin at byte ${tableBytes} to ${hdu.dataLength} of the data, not at ${start}.`
  );
}
