import { FitsError } from './FitsError';
import { hduLabel, type Hdu } from './Hdu';
import type { FitsFile } from './openFits';
import { readBlob } from './readBlob';

/**
 * Reads part of the data of an HDU.
 * @param from first byte, counted from the start of the data
 * @throws FitsError if the file ends before the data do, or can no longer be read
 */
export async function readBytes(
  file: FitsFile,
  hdu: Hdu,
  from: number,
  length: number
): Promise<Uint8Array<ArrayBuffer>> {
  assertComplete(file, hdu);
  const start = hdu.dataStart + from;
  return new Uint8Array(await readBlob(file.blob.slice(start, start + length)));
}

/** @throws FitsError if the file ends before the data of this HDU do */
export function assertComplete(file: FitsFile, hdu: Hdu): void {
  const missing = hdu.dataStart + hdu.dataLength - file.blob.size;
  if (missing > 0)
    throw new FitsError(`${hduLabel(hdu)}: the file is truncated, ${missing} bytes of its data are missing.`);
}
