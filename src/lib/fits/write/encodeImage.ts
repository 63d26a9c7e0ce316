import { dataStrips, type DataUnit } from './DataUnit';
import type { Card } from '../file/formatCard';
import { storeBigEndian } from './storeBigEndian';
import { storedBlank, storedType, type StorableArray } from './storedType';

export interface ImageToWrite {
  /** First axis fastest. The type of the array is that of the file. */
  readonly data: StorableArray;
  /** NAXIS1 first: width, height, planes. */
  readonly axes: readonly number[];
  /** Integers only: the value in `data` that stands for "no data". */
  readonly blank?: number | bigint;
}

/** @throws RangeError if the axes do not fit the data, or there cannot be such a blank value */
export function encodeImage({ data, axes, blank }: ImageToWrite): DataUnit {
  const pixels = axes.reduce((product, length) => product * length, 1);
  if (
    axes.length < 1 ||
    axes.length > 999 ||
    !axes.every((length) => length >= 0 && Number.isInteger(length))
  )
    throw new RangeError(`An image cannot have axes of ${axes.join(' x ')} pixels.`);
  if (data.length !== pixels) throw new RangeError(`${data.length} pixels are not ${axes.join(' x ')}.`);
  const { bitpix, zero } = storedType(data);
  const cards: Card[] = [];
  if (zero !== 0n) cards.push(['BZERO', zero, 'added to what is stored'], ['BSCALE', 1]);
  if (blank !== undefined) cards.push(['BLANK', storedBlank(data, blank), 'as stored: no data']);
  const rowBytes = data.BYTES_PER_ELEMENT;
  return {
    extension: 'IMAGE',
    bitpix,
    axes,
    cards,
    strips: dataStrips(data.length, rowBytes, (view, first, count) =>
      storeBigEndian(data, first, 1, count, { view, offset: 0, rowBytes })
    )
  };
}
