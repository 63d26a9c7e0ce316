import { FitsError } from './FitsError';
import type { FitsHeader } from './FitsHeader';

export type HduKind = 'image' | 'compressedImage' | 'asciiTable' | 'binaryTable' | 'randomGroups' | 'unknown';

/** A header and data unit. Its data may be cut short by the end of the file; only reading them shows that. */
export interface Hdu {
  /** 0 for the primary HDU. */
  readonly index: number;
  readonly kind: HduKind;
  readonly header: FitsHeader;
  /** EXTNAME. */
  readonly name: string | null;
  /** Bytes, from the start of the (inflated) file. */
  readonly headerStart: number;
  readonly dataStart: number;
  /** Bytes without padding, according to the header. */
  readonly dataLength: number;
}

const BITPIX = [8, 16, 32, 64, -32, -64];

/**
 * Describes an HDU from its header.
 * @throws FitsError if the header does not say how long the data are
 */
export function describeHdu(index: number, header: FitsHeader, headerStart: number, dataStart: number): Hdu {
  return {
    index,
    kind: hduKind(header),
    header,
    name: header.string('EXTNAME'),
    headerStart,
    dataStart,
    dataLength: dataLength(index, header)
  };
}

/** `HDU 2 (SCI)`, for messages. */
export function hduLabel(hdu: Pick<Hdu, 'index' | 'name'>): string {
  return hdu.name ? `HDU ${hdu.index} (${hdu.name})` : `HDU ${hdu.index}`;
}

/**
 * Lengths of the axes, first axis first, from NAXIS and NAXISn; with the prefix `Z`, those of a
 * compressed image.
 * @throws FitsError if one is missing or not a non-negative integer
 */
export function axisLengths(index: number, header: FitsHeader, prefix: '' | 'Z' = ''): number[] {
  const count = mandatoryInteger(index, header, `${prefix}NAXIS`);
  if (count > 999) throw new FitsError(`HDU ${index}: ${prefix}NAXIS is ${count}, more than 999.`);
  return Array.from({ length: count }, (_, axis) =>
    mandatoryInteger(index, header, `${prefix}NAXIS${axis + 1}`)
  );
}

/**
 * BITPIX, or ZBITPIX of a compressed image.
 * @throws FitsError if it is not one of the six values of the standard
 */
export function bitsPerPixel(index: number, header: FitsHeader, prefix: '' | 'Z' = ''): number {
  const bitpix = header.number(`${prefix}BITPIX`);
  if (bitpix !== null && BITPIX.includes(bitpix)) return bitpix;
  throw new FitsError(
    `HDU ${index}: ${prefix}BITPIX must be one of ${BITPIX.join(', ')}, but ${describeValue(header, `${prefix}BITPIX`)}.`
  );
}

function hduKind(header: FitsHeader): HduKind {
  if (header.has('SIMPLE')) return isRandomGroups(header) ? 'randomGroups' : 'image';
  switch (header.string('XTENSION')) {
    case 'IMAGE':
    case 'IUEIMAGE':
      return 'image';
    case 'TABLE':
      return 'asciiTable';
    case 'BINTABLE':
    case 'A3DTABLE':
      return header.boolean('ZIMAGE') ? 'compressedImage' : 'binaryTable';
    default:
      return 'unknown';
  }
}

const isRandomGroups = (header: FitsHeader): boolean =>
  header.boolean('GROUPS') === true && header.number('NAXIS1') === 0;

/** |BITPIX|/8 x GCOUNT x (PCOUNT + NAXIS1 x ... x NAXISm), FITS 4.0, section 4.4.1.2. */
function dataLength(index: number, header: FitsHeader): number {
  const bytesPerPixel = Math.abs(bitsPerPixel(index, header)) / 8;
  const axes = axisLengths(index, header);
  if (axes.length === 0) return 0;
  const counted = isRandomGroups(header) ? axes.slice(1) : axes;
  const pixels = counted.reduce((product, length) => product * length, 1);
  const parameters = header.has('PCOUNT') ? mandatoryInteger(index, header, 'PCOUNT') : 0;
  const groups = header.has('GCOUNT') ? mandatoryInteger(index, header, 'GCOUNT') : 1;
  const length = bytesPerPixel * groups * (parameters + pixels);
  if (!Number.isSafeInteger(length))
    throw new FitsError(`HDU ${index}: the header asks for more data than a file can have.`);
  return length;
}

function mandatoryInteger(index: number, header: FitsHeader, keyword: string): number {
  const value = header.number(keyword);
  if (value !== null && Number.isSafeInteger(value) && value >= 0) return value;
  throw new FitsError(
    `HDU ${index}: ${keyword} must be a non-negative whole number, but ${describeValue(header, keyword)}.`
  );
}

function describeValue(header: FitsHeader, keyword: string): string {
  if (!header.has(keyword)) return 'there is no such card';
  const value = header.get(keyword);
  return typeof value === 'object' || value === undefined ? 'it has no legal value' : `it is ${value}`;
}
