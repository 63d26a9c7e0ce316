import { fileKind, KIND_BYTES } from './fileKind';
import { FitsError } from './FitsError';
import { FitsHeader } from './FitsHeader';
import type { FitsRemark } from './FitsRemark';
import { describeHdu, type Hdu } from './Hdu';
import { inflateGzip } from './inflateGzip';
import { isEndCard } from './isEndCard';
import { NotFitsError } from './NotFitsError';
import { readBlob } from './readBlob';
import { UnreadableBlobError } from './UnreadableBlobError';

export interface FitsFile {
  readonly hdus: readonly Hdu[];
  /** The file, inflated. */
  readonly blob: Blob;
  /** What was passed over; mostly nothing. */
  readonly remarks: readonly FitsRemark[];
}

const BLOCK = 2880;
const CARD = 80;
/** Far beyond any real file: a header this long (8 MB), or this many HDUs, is damage. */
const MAX_HEADER_BLOCKS = 2800;
const MAX_HDUS = 10_000;
/** Most headers fit; longer ones take several reads. */
const READ_BLOCKS = 4;
/** Read at a time in the search for the next HDU. */
const SEARCH_BLOCKS = 400;
/** The search for the next HDU is given up after 256 MB. */
const MAX_SEARCHED_BYTES = 2 ** 28;

/**
 * Opens a FITS file, plain or gzipped, as its content tells. Reads the headers only, never the data, so a file whose
 * last data unit is cut short still opens. Extensions with damaged headers are skipped, as is whatever is not an HDU,
 * between HDUs or after the last: `remarks` lists both.
 * @throws UnreadableBlobError if it can no longer be read
 * @throws NotFitsError if it is something else than FITS
 * @throws FitsError if it is empty, or its first header does not end or does not say how long its data are
 */
export async function openFits(blob: Blob): Promise<FitsFile> {
  const first = await readBlocks(blob, 0);
  const isGzip = first[0] === 0x1f && first[1] === 0x8b;
  const { blob: inflated, trailingBytes } = isGzip ? await inflateGzip(blob) : { blob, trailingBytes: 0 };
  let blocks = isGzip ? await readBlocks(inflated, 0) : first;
  if (!startsWith(blocks, 'SIMPLE  =')) throw await notFits(inflated);
  const remarks: FitsRemark[] = trailingBytes > 0 ? [{ code: 'bytesAfterGzip', bytes: trailingBytes }] : [];
  const hdus: Hdu[] = [await readHdu(inflated, 0, 0, blocks)];
  let start = endOf(hdus[0]!);
  for (;;) {
    blocks = await readBlocks(inflated, start);
    if (!startsWith(blocks, 'XTENSION=')) {
      const next = await findExtension(inflated, start);
      if (next.remark) remarks.push(next.remark);
      if (next.start === null) return { hdus, blob: inflated, remarks };
      start = next.start;
      blocks = await readBlocks(inflated, start);
    }
    if (hdus.length + remarks.length > MAX_HDUS)
      throw new FitsError(`The file has more than ${MAX_HDUS} HDUs.`);
    try {
      const hdu = await readHdu(inflated, start, hdus.length, blocks);
      hdus.push(hdu);
      start = endOf(hdu);
    } catch (error) {
      if (!(error instanceof FitsError) || error instanceof UnreadableBlobError) throw error;
      remarks.push({ code: 'damagedHdu', start, reason: error.message });
      start += BLOCK;
    }
  }
}

const endOf = ({ dataStart, dataLength }: Hdu): number => dataStart + Math.ceil(dataLength / BLOCK) * BLOCK;

async function readHdu(blob: Blob, start: number, index: number, blocks: Uint8Array): Promise<Hdu> {
  const { header, length } = await readHeader(blob, start, index, blocks);
  return describeHdu(index, header, start, start + length);
}

/** Finds where the next extension begins if it is not where it should be; null if there is none. */
async function findExtension(
  blob: Blob,
  start: number
): Promise<{ readonly start: number | null; readonly remark: FitsRemark | null }> {
  const bytes = blob.size - start;
  if (bytes <= 0) return { start: null, remark: null };
  let isBlank = true;
  const end = Math.min(blob.size, start + MAX_SEARCHED_BYTES);
  for (let from = start; from < end; from += SEARCH_BLOCKS * BLOCK) {
    const part = new Uint8Array(await readBlob(blob.slice(from, from + SEARCH_BLOCKS * BLOCK)));
    for (let block = 0; block < part.length; block += BLOCK) {
      const one = part.subarray(block, block + BLOCK);
      if (startsWith(one, 'XTENSION=')) {
        const found = from + block;
        return { start: found, remark: { code: 'skippedBytes', start, bytes: found - start, isBlank } };
      }
      isBlank &&= one.every((byte) => byte === 0 || byte === 0x20);
    }
  }
  // Files written in long records are padded with zeros or spaces.
  return { start: null, remark: isBlank ? null : { code: 'trailingBytes', bytes } };
}

/** Each read is a round trip to another process of the browser, so one read fetches all that is needed, if it can. */
async function readBlocks(blob: Blob, start: number): Promise<Uint8Array> {
  if (start >= blob.size) return new Uint8Array();
  return new Uint8Array(await readBlob(blob.slice(start, start + READ_BLOCKS * BLOCK)));
}

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  String.fromCharCode(...bytes.subarray(0, text.length)) === text;

async function notFits(blob: Blob): Promise<FitsError> {
  if (blob.size === 0) return new FitsError('The file is empty.');
  return new NotFitsError(fileKind(new Uint8Array(await readBlob(blob.slice(0, KIND_BYTES)))));
}

/** @param first the blocks at `start`, read already */
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
