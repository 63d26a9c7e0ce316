import { BlobStream } from './BlobStream';
import { checksum32 } from './checksum';
import type { Hdu } from './Hdu';
import type { FitsFile } from './openFits';
import { assertComplete } from './readBytes';

export type Verdict = 'ok' | 'wrong' | 'absent';

const BLOCK = 2880;
const STRIP_BYTES = 2 ** 20;
/** All bits set: the sum of the words of an HDU whose CHECKSUM is right. */
const MINUS_ZERO = 0xffffffff;

/**
 * Compares an HDU with its CHECKSUM (header and data) and DATASUM (data only) cards (FITS 4.0, section
 * 4.4.2.7). A card whose value is blank counts as absent.
 * @throws FitsError if the file ends before the data do
 */
export async function verifyChecksum(
  file: FitsFile,
  hdu: Hdu
): Promise<{ readonly checksum: Verdict; readonly datasum: Verdict }> {
  const checksum = sumText(hdu, 'CHECKSUM');
  const datasum = sumText(hdu, 'DATASUM');
  if (checksum === '' && datasum === '') return { checksum: 'absent', datasum: 'absent' };
  assertComplete(file, hdu);
  const dataEnd = hdu.dataStart + Math.ceil(hdu.dataLength / BLOCK) * BLOCK;
  const dataSum = await sum(file.blob, hdu.dataStart, dataEnd, 0);
  const wholeSum = checksum === '' ? 0 : await sum(file.blob, hdu.headerStart, hdu.dataStart, dataSum);
  return {
    checksum: checksum === '' ? 'absent' : verdict(wholeSum === MINUS_ZERO),
    datasum: datasum === '' ? 'absent' : verdict(Number(datasum) === dataSum)
  };
}

/** A card without a legal value is damaged, which is not the same as absent. */
function sumText({ header }: Hdu, keyword: string): string {
  const value = header.get(keyword);
  if (value === undefined) return header.has(keyword) ? '?' : '';
  if (value === null) return '';
  return typeof value === 'object' ? '?' : String(value).trim();
}

const verdict = (isRight: boolean): Verdict => (isRight ? 'ok' : 'wrong');

async function sum(blob: Blob, start: number, end: number, before: number): Promise<number> {
  const stream = new BlobStream(blob.slice(start, end));
  let total = before;
  try {
    for (let at = start; at < end; at += STRIP_BYTES)
      total = checksum32(await stream.next(Math.min(STRIP_BYTES, end - at)), total);
  } finally {
    stream.end();
  }
  return total;
}
