import { binaryTableColumns } from './binaryTableColumns';
import { columnCards, columnLabel } from './columnCards';
import { FitsError } from '../file/FitsError';
import type { Hdu } from '../file/Hdu';
import type { BinaryColumn } from './Table';

/**
 * Columns of a binary table, with all that the header says about their physical values (FITS 4.0, section 7.3.2).
 * @throws FitsError if they are not legal
 */
export function physicalColumns(hdu: Hdu): BinaryColumn[] {
  return binaryTableColumns(hdu).map(({ type, heapType, repeat, offset }, index) => {
    const n = index + 1;
    const descriptor = type === 'P' || type === 'Q' ? type : null;
    if (descriptor && (!heapType || repeat > 1))
      throw new FitsError(`${columnLabel(hdu, n)}: the format of variable-length arrays is not legal.`);
    const elementType = (descriptor ? heapType : type) as BinaryColumn['type'];
    const cards = columnCards(hdu, n);
    const isScaled = !'LXA'.includes(elementType);
    // The standard does not say whether TZERO counts for the imaginary part.
    if ('CM'.includes(elementType) && cards.zero !== 0)
      throw new FitsError(`${columnLabel(hdu, n)}: complex values with TZERO cannot be read here.`);
    const dimensions = columnDimensions(hdu, n, repeat);
    const textLength = elementType === 'A' ? (dimensions?.[0] ?? substringLength(cards.format, repeat)) : 0;
    const texts = textLength > 0 ? Math.floor(repeat / textLength) : 1;
    const shape =
      elementType === 'A'
        ? (dimensions?.slice(1) ?? (texts === 1 ? [] : [texts]))
        : (dimensions ?? (repeat === 1 ? [] : [repeat]));
    return {
      ...cards,
      ...(isScaled ? {} : { scale: 1, zero: 0 }),
      shape: descriptor ? [] : shape,
      nullValue: 'BIJK'.includes(elementType) ? nullInteger(hdu, n) : null,
      encoding: 'binary',
      offset,
      type: elementType,
      descriptor,
      textLength,
      addends: []
    };
  });
}

const product = (lengths: readonly number[]): number => lengths.reduce((total, length) => total * length, 1);

/** Axes of TDIMn; null where it is absent, or illegal and so to be ignored. */
function columnDimensions(hdu: Hdu, n: number, repeat: number): number[] | null {
  const card = /^\s*\(([\d\s,]+)\)\s*$/.exec(hdu.header.string(`TDIM${n}`) ?? '');
  const axes = card ? card[1]!.split(',').map(Number) : [];
  const isLegal = axes.length > 0 && axes.every((length) => length > 0) && product(axes) <= repeat;
  return isLegal ? axes : null;
}

/** Characters of each text where TFORMn is `rAw`: r characters in texts of w. */
function substringLength(format: string, repeat: number): number {
  const length = Number(/^\d*A(\d+)/.exec(format)?.[1] ?? 0);
  return length > 0 && length <= repeat ? length : repeat;
}

function nullInteger(hdu: Hdu, n: number): bigint | null {
  const value = hdu.header.get(`TNULL${n}`) ?? null;
  if (value === null || typeof value === 'bigint') return value;
  if (Number.isInteger(value)) return BigInt(value as number);
  throw new FitsError(`${columnLabel(hdu, n)}: TNULL${n} is not a whole number.`);
}
