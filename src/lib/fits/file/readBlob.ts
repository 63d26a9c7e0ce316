import { UnreadableBlobError } from './UnreadableBlobError';

/**
 * The bytes of a file, or of a slice of one.
 * @throws UnreadableBlobError telling what to do where the browser cannot get at them any more
 */
export async function readBlob(blob: Blob): Promise<ArrayBuffer> {
  try {
    return await blob.arrayBuffer();
  } catch (cause) {
    throw unreadable(cause);
  }
}

export const unreadable = (cause?: unknown): UnreadableBlobError =>
  new UnreadableBlobError(
    'The browser can no longer read this file: it was changed or removed, a private window let go of it, or memory ' +
      'or disk is full. Free some space and reload the page; if that does not help, add the file again.',
    { cause }
  );
