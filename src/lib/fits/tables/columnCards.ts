import { FitsError } from '../file/FitsError';
import { hduLabel, type Hdu } from '../file/Hdu';
import type { ColumnCards } from './Table';

/**
 * The cards about column `n`, counted from 1, that ASCII and binary tables have in common.
 * @throws FitsError if TSCALn or TZEROn is not a number
 */
export function columnCards(hdu: Hdu, n: number): ColumnCards {
  const text = (keyword: string) => hdu.header.string(`${keyword}${n}`)?.trim() ?? null;
  return {
    number: n,
    name: text('TTYPE') ?? '',
    unit: text('TUNIT'),
    format: text('TFORM') ?? '',
    display: text('TDISP'),
    scale: scaleValue(hdu, `TSCAL${n}`, 1),
    zero: scaleValue(hdu, `TZERO${n}`, 0)
  };
}

/** `HDU 2 (SCI): column 3 (FLUX)`, for messages. */
export function columnLabel(hdu: Hdu, n: number): string {
  const name = hdu.header.string(`TTYPE${n}`)?.trim();
  return `${hduLabel(hdu)}: column ${n}${name ? ` (${name})` : ''}`;
}

/**
 * TFIELDS.
 * @throws FitsError if it is not 0 to 999
 */
export function columnCount(hdu: Hdu): number {
  const count = hdu.header.number('TFIELDS');
  if (count !== null && Number.isInteger(count) && count >= 0 && count <= 999) return count;
  throw new FitsError(`${hduLabel(hdu)}: the number of columns (TFIELDS) must be 0 to 999.`);
}

/**
 * A scale or zero point; undefined counts as absent.
 * @throws FitsError if it is there but is not a number
 */
export function scaleValue(hdu: Hdu, keyword: string, fallback: number): number {
  const value = hdu.header.get(keyword) ?? fallback;
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  throw new FitsError(`${hduLabel(hdu)}: ${keyword} is not a number.`);
}
