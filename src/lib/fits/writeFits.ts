import { carryHeader } from './carryHeader';
import { checksum32, encodeChecksum } from './checksum';
import { padded, type DataUnit } from './DataUnit';
import { encodeImage, type ImageToWrite } from './encodeImage';
import { encodeTable, type TableToWrite } from './encodeTable';
import type { FitsHeader } from './FitsHeader';
import { formatCard, type Card } from './formatCard';

interface HeaderToWrite {
  /** Another header, whose cards are carried over but for those that follow from the data. */
  readonly header?: FitsHeader;
  /** Take the place of cards with the same keyword, or come after all; see `carryHeader`. */
  readonly cards?: readonly Card[];
}
/** An image, a binary table, or cards alone. */
export type HduToWrite = HeaderToWrite | (HeaderToWrite & (ImageToWrite | TableToWrite));

const NO_DATA: DataUnit = { extension: 'IMAGE', bitpix: 8, axes: [], cards: [], strips: [] };

/**
 * Writes a FITS file (FITS 4.0), the first HDU as the primary one, or after one without data if it is a
 * table. Every HDU has DATASUM and CHECKSUM. The same input gives the same bytes.
 * @throws RangeError if data or cards cannot be written: see `encodeImage`, `encodeTable`, `carryHeader`
 */
export function writeFits(...hdus: readonly HduToWrite[]): Blob {
  const whole = hdus.length === 0 || 'columns' in hdus[0]! ? [{}, ...hdus] : hdus;
  const parts = whole.flatMap((hdu, index) => encodeHdu(hdu, index === 0, whole.length > 1));
  return new Blob(parts, { type: 'application/fits' });
}

/** Each strip becomes a Blob at once: browsers keep those outside of the memory of the page. */
function encodeHdu(hdu: HduToWrite, isPrimary: boolean, hasExtensions: boolean): BlobPart[] {
  const unit = encodeData(hdu);
  const cards = carryHeader(hdu.header, hdu.cards ?? []);
  const strips: Blob[] = [];
  let sum = 0;
  for (const strip of unit.strips) {
    sum = checksum32(strip, sum);
    strips.push(new Blob([strip]));
  }
  const start = isPrimary ? primaryCards(unit, hasExtensions) : extensionCards(unit);
  return [withChecksums(start.map(formatCard).join('') + cards, sum), ...strips];
}

function encodeData(hdu: HduToWrite): DataUnit {
  if ('data' in hdu) return encodeImage(hdu);
  return 'columns' in hdu ? encodeTable(hdu) : NO_DATA;
}

function primaryCards(unit: DataUnit, hasExtensions: boolean): Card[] {
  const extend: Card[] = hasExtensions ? [['EXTEND', true, 'there may be extensions']] : [];
  return [['SIMPLE', true, 'conforms to FITS standard'], ...sizeCards(unit), ...extend, ...unit.cards];
}

function extensionCards(unit: DataUnit): Card[] {
  return [
    ['XTENSION', unit.extension, unit.extension === 'IMAGE' ? 'image extension' : 'binary table'],
    ...sizeCards(unit),
    ['PCOUNT', 0],
    ['GCOUNT', 1],
    ...unit.cards
  ];
}

const sizeCards = ({ bitpix, axes }: DataUnit): Card[] => [
  ['BITPIX', bitpix, 'type of the values'],
  ['NAXIS', axes.length],
  ...axes.map((length, axis): Card => [`NAXIS${axis + 1}`, length])
];

/** FITS 4.0, section 4.4.2.7 and appendix J: the sum of the whole HDU is minus zero. */
function withChecksums(cards: string, dataSum: number): Uint8Array<ArrayBuffer> {
  const dataSumCard = formatCard(['DATASUM', String(dataSum), 'sum of the data']);
  const header = (checksum: string): Uint8Array<ArrayBuffer> => {
    const checksumCard = formatCard(['CHECKSUM', checksum, 'makes the sum of the HDU minus zero']);
    const text = cards + checksumCard + dataSumCard + 'END';
    return new TextEncoder().encode(text.padEnd(padded(text.length)));
  };
  return header(encodeChecksum(checksum32(header('0'.repeat(16)), dataSum)));
}
