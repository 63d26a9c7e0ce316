import { carryHeader } from './carryHeader';
import { checksum32 } from '../file/checksum';
import { paddedLength } from './DataUnit';
import type { FitsHeader } from '../file/FitsHeader';
import type { Card } from '../file/formatCard';
import { hduHeader } from './hduHeader';
import { storeBigEndian } from './storeBigEndian';

export interface CubeToWrite {
  /** Whole rows, plane after plane: `height` rows of each plane, in any number of parts. */
  readonly rows: AsyncIterable<Float32Array>;
  readonly width: number;
  readonly height: number;
  readonly planes: number;
  /** The header of an image of the same pixels, whose cards are carried over; see `carryHeader`. */
  readonly header: FitsHeader;
  readonly cards: readonly Card[];
  /** Keywords of that header that do not hold for the cube. */
  readonly without?: RegExp;
}

/**
 * Writes planes of float32 as one image of three axes, of which only a part is in memory at a time. The third axis has
 * the number of the plane as its coordinate, from 1 on, beside the world coordinates that are carried over, if any.
 * @throws RangeError if the number of values does not match the axes, or cards cannot be written
 */
export async function writeCube({
  rows,
  width,
  height,
  planes,
  header,
  cards,
  without
}: CubeToWrite): Promise<Blob> {
  const parts: Blob[] = [];
  let sum = 0;
  let values = 0;
  for await (const part of rows) {
    const bytes = new Uint8Array(4 * part.length);
    const rowBytes = bytes.length;
    storeBigEndian(part, 0, 1, part.length, { view: new DataView(bytes.buffer), offset: 0, rowBytes });
    sum = checksum32(bytes, sum);
    parts.push(new Blob([bytes]));
    values += part.length;
  }
  const axes = [width, height, planes];
  if (values !== width * height * planes)
    throw new RangeError(`${values} values are not ${axes.join(' x ')}`);
  const text = carryHeader(header, [...planeAxisCards(header), ...cards], without);
  const start = hduHeader({ extension: 'IMAGE', bitpix: -32, axes, cards: [] }, 'only', text, sum);
  const padding = new Uint8Array(paddedLength(4 * values) - 4 * values);
  return new Blob([start, ...parts, padding], { type: 'application/fits' });
}

/** With a CD matrix, an axis that it does not name would have no scale (FITS 4.0, section 8.1.2). */
function planeAxisCards(header: FitsHeader): Card[] {
  if (!header.has('CTYPE1')) return [];
  const hasMatrix = header.cards.some(({ keyword }) => /^CD\d_\d$/.test(keyword));
  return [
    ...(header.has('WCSAXES') ? [['WCSAXES', 3] as const] : []),
    ['CTYPE3', 'CHANNEL', 'number of the channel'],
    ['CRPIX3', 1],
    ['CRVAL3', 1],
    hasMatrix ? ['CD3_3', 1] : ['CDELT3', 1]
  ];
}
