import { columnCount, columnLabel } from './columnCards';
import { FitsError } from '../file/FitsError';
import { hduLabel, type Hdu } from '../file/Hdu';
import { storedBytes, type FormLetter } from './storedBytes';

export interface BinaryTableColumn {
  /** TTYPEn in upper case, as names are case-insensitive; empty if the column has no name. */
  readonly name: string;
  readonly type: FormLetter;
  /** Elements in each row. */
  readonly repeat: number;
  /** Data type of the elements in the heap, for columns of variable-length arrays (`P`, `Q`). */
  readonly heapType: string | null;
  /** Bytes from the start of the row. */
  readonly offset: number;
}

/**
 * Columns of a binary table (FITS 4.0, section 7.3).
 * @throws FitsError if a TFORM is missing or not understood, or the columns do not add up to a row
 */
export function binaryTableColumns(hdu: Hdu): BinaryTableColumn[] {
  const count = columnCount(hdu);
  const columns: BinaryTableColumn[] = [];
  let offset = 0;
  for (let n = 1; n <= count; n++) {
    const form = hdu.header.string(`TFORM${n}`);
    const parts = form === null ? null : /^(\d*)([LXBIJKAEDCMPQ])([LXBIJKAEDCM]?)/.exec(form.trim());
    if (!parts) throw new FitsError(`${columnLabel(hdu, n)}: TFORM${n} is missing or not a column format.`);
    const [, digits, type, heapType] = parts as unknown as [string, string, FormLetter, string];
    const repeat = digits === '' ? 1 : Number(digits);
    const name = (hdu.header.string(`TTYPE${n}`) ?? '').trim().toUpperCase();
    columns.push({ name, type, repeat, heapType: 'PQ'.includes(type) ? heapType : null, offset });
    offset += storedBytes(type, repeat);
  }
  const rowBytes = hdu.header.number('NAXIS1');
  if (offset !== rowBytes) {
    const width = offset > (rowBytes ?? 0) ? 'wider' : 'narrower';
    throw new FitsError(`${hduLabel(hdu)}: the columns are ${width} than the rows of the table.`);
  }
  return columns;
}
