import { columnCards, columnCount, columnLabel } from './columnCards';
import { FitsError } from '../file/FitsError';
import type { Hdu } from '../file/Hdu';
import type { AsciiColumn } from './Table';

/**
 * Columns of an ASCII table (FITS 4.0, section 7.2).
 * @param rowBytes characters in a row
 * @throws FitsError if a format is missing or not understood, or a column does not lie within the row
 */
export function asciiTableColumns(hdu: Hdu, rowBytes: number): AsciiColumn[] {
  return Array.from({ length: columnCount(hdu) }, (_, index) => {
    const n = index + 1;
    const cards = columnCards(hdu, n);
    const parts = /^(?:([AI])(\d+)|([FED])(\d+)(?:\.(\d+))?)$/.exec(cards.format);
    if (!parts) throw new FitsError(`${columnLabel(hdu, n)}: TFORM${n} is missing or not a column format.`);
    const type = (parts[1] ?? parts[3]) as AsciiColumn['type'];
    const width = Number(parts[2] ?? parts[4]);
    const offset = (hdu.header.number(`TBCOL${n}`) ?? 0) - 1;
    if (!Number.isInteger(offset) || offset < 0 || width < 1 || offset + width > rowBytes)
      throw new FitsError(
        `${columnLabel(hdu, n)} does not lie within the row (TBCOL${n}, TFORM${n}, NAXIS1).`
      );
    return {
      ...cards,
      encoding: 'ascii',
      offset,
      type,
      width,
      decimals: Number(parts[5] ?? 0),
      nullValue: hdu.header.string(`TNULL${n}`)?.trim() ?? null
    };
  });
}
