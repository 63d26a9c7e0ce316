import { freeMemory } from '../../kernels/array/freeMemory';
import { carryHeader } from './carryHeader';
import { checksum32 } from '../file/checksum';
import type { DataUnit } from './DataUnit';
import { encodeImage, type ImageToWrite } from './encodeImage';
import { encodeTable, type TableToWrite } from './encodeTable';
import type { FitsHeader } from '../file/FitsHeader';
import type { Card } from '../file/formatCard';
import { hduHeader, type HduPosition } from './hduHeader';

interface HeaderToWrite {
  /** Another header, whose cards are carried over except for those that follow from the data. */
  readonly header?: FitsHeader;
  /** Cards that replace those with the same keyword, or are appended; see `carryHeader`. */
  readonly cards?: readonly Card[];
  /** Keywords of `header` that are not carried over, unless `cards` replace them. */
  readonly without?: RegExp;
}
/** An image, a binary table, or cards alone. */
export type HduToWrite = HeaderToWrite | (HeaderToWrite & (ImageToWrite | TableToWrite));

const NO_DATA: DataUnit = { extension: 'IMAGE', bitpix: 8, axes: [], cards: [], strips: [] };

/**
 * Writes a FITS file (FITS 4.0), the first HDU as the primary one or, if it is a table, after one
 * without data. Every HDU has DATASUM and CHECKSUM. The same input gives the same bytes.
 * @throws RangeError if data or cards cannot be written: see `encodeImage`, `encodeTable`, `carryHeader`
 */
export function writeFits(...hdus: readonly HduToWrite[]): Blob {
  const all = hdus.length === 0 || 'columns' in hdus[0]! ? [{}, ...hdus] : hdus;
  const parts = all.flatMap((hdu, index) =>
    encodeHdu(hdu, index > 0 ? 'later' : all.length > 1 ? 'first' : 'only')
  );
  return new Blob(parts, { type: 'application/fits' });
}

/** Turns each strip into a Blob at once, as browsers keep Blobs outside the memory of the page. */
function encodeHdu(hdu: HduToWrite, position: HduPosition): BlobPart[] {
  const unit = encodeData(hdu);
  const cards = carryHeader(hdu.header, hdu.cards ?? [], hdu.without);
  const strips: Blob[] = [];
  let sum = 0;
  for (const strip of unit.strips) {
    sum = checksum32(strip, sum);
    strips.push(new Blob([strip]));
    freeMemory(strip);
  }
  return [hduHeader(unit, position, cards, sum), ...strips];
}

function encodeData(hdu: HduToWrite): DataUnit {
  if ('data' in hdu) return encodeImage(hdu);
  return 'columns' in hdu ? encodeTable(hdu) : NO_DATA;
}
