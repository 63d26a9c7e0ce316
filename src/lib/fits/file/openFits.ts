import { FitsError } from './FitsError';
import { FitsHeader } from './FitsHeader';
import { describeHdu, type Hdu } from './Hdu';
import { inflateGzip } from './inflateGzip';
import { isEndCard } from './isEndCard';
import { readBlob } from './readBlob';

export interface FitsFile {
  readonly hdus: readonly Hdu[];
  /** The file, inflated. */
  readonly blob: Blob;
}

const BLOCK = 2880;
const CARD = 80;
/** Far beyond any real file: a header this long (8 MB), or this many HDUs, is damage. */
const MAX_HEADER_BLOCKS = 2800;
const MAX_HDUS = 10_000;
/** Most headers fit; longer ones take several reads. */
const READ_BLOCKS = 4;

/**
 * Opens a FITS file, plain or gzipped, going by its content. Reads the headers only, never the data: a
 * file whose last data unit is cut short opens. Whatever follows the last HDU is ignored.
 * @throws UnreadableBlobError if it cannot be read any more
 * @throws FitsError if it is not FITS, or a header does not end or does not say how long its data are
 */
export async function openFits(blob: Blob): Promise<FitsFile> {
  const first = await readBlocks(blob, 0);
  const isGzip = first[0] === 0x1f && first[1] === 0x8b;
  const inflated = isGzip ? await inflateGzip(blob) : blob;
  let blocks = isGzip ? await readBlocks(inflated, 0) : first;
  if (!startsWith(blocks, 'SIMPLE  =')) throw new FitsError(notFits(inflated));
  const hdus: Hdu[] = [];
  let start = 0;
  do {
    const { header, length } = await readHeader(inflated, start, hdus.length, blocks);
    const hdu = describeHdu(hdus.length, header, start, start + length);
    hdus.push(hdu);
    start = hdu.dataStart + Math.ceil(hdu.dataLength / BLOCK) * BLOCK;
    if (hdus.length > MAX_HDUS) throw new FitsError(`The file has more than ${MAX_HDUS} HDUs.`);
    blocks = await readBlocks(inflated, start);
  } while (startsWith(blocks, 'XTENSION='));
  return { hdus, blob: inflated };
}

/** Each read crosses to another process of the browser: one for all there is to know at a place, where it can be. */
async function readBlocks(blob: Blob, start: number): Promise<Uint8Array> {
  if (start >= blob.size) return new Uint8Array();
  return new Uint8Array(await readBlob(blob.slice(start, start + READ_BLOCKS * BLOCK)));
}

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  String.fromCharCode(...bytes.subarray(0, text.length)) === text;

const notFits = (blob: Blob): string =>
  blob.size === 0
    ? 'The file is empty.'
    : "This is not a FITS file: it does not begin with the card 'SIMPLE  ='.";

/** @param first the blocks at `start`, which have been read already */
async function readHeader(
  blob: Blob,
  start: number,
  index: number,
  first: Uint8Array
): Promise<{ header: FitsHeader; length: number }> {
  const parts: Uint8Array[] = [];
  for (let block = 0; block < MAX_HEADER_BLOCKS; block += READ_BLOCKS) {
    const bytes = block === 0 ? first : await readBlocks(blob, start + block * BLOCK);
    const end = findEnd(bytes);
    parts.push(end < 0 ? bytes : bytes.subarray(0, end + CARD));
    if (end >= 0) {
      const length = block * BLOCK + Math.ceil((end + CARD) / BLOCK) * BLOCK;
      return { header: new FitsHeader(concatenate(parts)), length };
    }
    if (bytes.length < READ_BLOCKS * BLOCK) break;
  }
  throw new FitsError(`HDU ${index}: the header that begins at byte ${start} has no END card.`);
}

/** Offset of the END card; -1 if there is none. */
function findEnd(bytes: Uint8Array): number {
  for (let card = 0; card + CARD <= bytes.length; card += CARD) {
    if (isEndCard(String.fromCharCode(...bytes.subarray(card, card + 4)))) return card;
  }
  return -1;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
