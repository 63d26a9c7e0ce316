import { formatCard, formatHistory, type CardValue } from './formatCard';

export interface ImageToWrite {
  /** Row-major, `width * height` values. Unsigned integers are written as such, others as 32-bit reals. */
  readonly data: Uint16Array | Float32Array;
  readonly width: number;
  readonly height: number;
  readonly cards?: readonly (readonly [keyword: string, value: CardValue, comment?: string])[];
  readonly history?: readonly string[];
}

const BLOCK = 2880;
const OWN_KEYWORD = /^(SIMPLE|BITPIX|NAXIS\d*|EXTEND|BZERO|BSCALE|END|HISTORY)$/;

/**
 * Writes an image as the primary HDU of a FITS file, which it is the only one of.
 * @throws RangeError if the size does not fit the data, or a card cannot be written or is one that follows
 * from the image
 */
export function writeImage({ data, width, height, cards = [], history = [] }: ImageToWrite): Blob {
  if (data.length !== width * height)
    throw new RangeError(`${data.length} pixels are not ${width} x ${height}.`);
  const own = cards.find(([keyword]) => OWN_KEYWORD.test(keyword));
  if (own) throw new RangeError(`The card ${own[0]} follows from the image.`);
  const isInteger = data instanceof Uint16Array;
  const written = cards.map((card) => formatCard(...card));
  const isContinued = written.some((card) => card.length > 80);
  const header = [
    formatCard('SIMPLE', true, 'conforms to FITS standard'),
    formatCard('BITPIX', isInteger ? 16 : -32, 'bits of a pixel'),
    formatCard('NAXIS', 2),
    formatCard('NAXIS1', width),
    formatCard('NAXIS2', height),
    isInteger ? formatCard('BZERO', 32768, 'unsigned integers') + formatCard('BSCALE', 1) : '',
    isContinued ? formatCard('LONGSTRN', 'OGIP 1.0', 'long strings go on in CONTINUE') : '',
    ...written,
    ...history.map(formatHistory),
    'END'.padEnd(80)
  ].join('');
  const pixels = isInteger ? unsignedPixels(data) : realPixels(data);
  return new Blob([header.padEnd(padded(header.length)), pixels], { type: 'application/fits' });
}

const padded = (length: number): number => Math.ceil(length / BLOCK) * BLOCK;

function unsignedPixels(data: Uint16Array): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(padded(data.length * 2)));
  for (let i = 0; i < data.length; i++) view.setInt16(2 * i, data[i]! - 32768);
  return view.buffer;
}

function realPixels(data: Float32Array): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(padded(data.length * 4)));
  for (let i = 0; i < data.length; i++) view.setFloat32(4 * i, data[i]!);
  return view.buffer;
}
