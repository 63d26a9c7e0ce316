import { FitsError } from './FitsError';
import { FitsHeader } from './FitsHeader';
import { describeHdu, type Hdu } from './Hdu';
import { inflateGzip } from './inflateGzip';

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
 * @throws FitsError if it is not FITS, or a header does not end or does not say how long its data are
 */
export async function openFits(blob: Blob): Promise<FitsFile> {
  const inflated = (await isGzip(blob)) ? await inflateGzip(blob) : blob;
  if (!(await startsWith(inflated, 0, 'SIMPLE  ='))) throw new FitsError(notFits(inflated));
  const hdus: Hdu[] = [];
  let start = 0;
  do {
    const { header, length } = await readHeader(inflated, start, hdus.length);
    const hdu = describeHdu(hdus.length, header, start + length);
    hdus.push(hdu);
    start = hdu.dataStart + Math.ceil(hdu.dataLength / BLOCK) * BLOCK;
    if (hdus.length > MAX_HDUS) throw new FitsError(`The file has more than ${MAX_HDUS} HDUs.`);
  } while (await startsWith(inflated, start, 'XTENSION='));
  return { hdus, blob: inflated };
}

async function isGzip(blob: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

async function startsWith(blob: Blob, start: number, text: string): Promise<boolean> {
  return start < blob.size && (await blob.slice(start, start + text.length).text()) === text;
}

const notFits = (blob: Blob): string =>
  blob.size === 0
    ? 'The file is empty.'
    : "This is not a FITS file: it does not begin with the card 'SIMPLE  ='.";

async function readHeader(
  blob: Blob,
  start: number,
  index: number
): Promise<{ header: FitsHeader; length: number }> {
  const parts: Uint8Array[] = [];
  for (let block = 0; block < MAX_HEADER_BLOCKS; block += READ_BLOCKS) {
    const from = start + block * BLOCK;
    const bytes = new Uint8Array(await blob.slice(from, from + READ_BLOCKS * BLOCK).arrayBuffer());
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
    const [e, n, d, blank] = bytes.subarray(card, card + 4);
    if (e === 0x45 && n === 0x4e && d === 0x44 && blank === 0x20) return card;
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
