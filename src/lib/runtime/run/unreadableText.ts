import { FitsError } from '../../fits/file/FitsError';
import { orFitsError } from '../../fits/file/orFitsError';
import { readBlob } from '../../fits/file/readBlob';
import { fileErrorText } from '../../pipelines/contract/fileErrorText';
import type { InputFile } from '../../domain/rows/InputFile';

/** Recognised by name, as `instanceof` fails between realms. The last two are thrown by browsers. */
const NAMES = new Set<unknown>(['UnreadableBlobError', 'NotReadableError', 'NotFoundError']);

/**
 * Which file the browser can no longer read, and what to do; null if the error is another.
 * @param files that may be unreadable: if none is, it was something that the run had stored temporarily
 */
export async function unreadableText(error: unknown, files: readonly InputFile[]): Promise<string | null> {
  if (!NAMES.has((error as Partial<Error> | null | undefined)?.name)) return null;
  for (const { name, blob } of files) {
    const found = await orFitsError(() => readBlob(blob.slice(0, 1)));
    if (found instanceof FitsError) return fileErrorText(name, found.message);
  }
  return (
    'The browser could not read back what was put aside: memory or disk is full. ' +
    'Free some space, close other tabs, and run it again.'
  );
}
