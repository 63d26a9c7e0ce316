import { UnreadableBlobError } from './UnreadableBlobError';

/**
 * The bytes of a file, or of a slice of one.
 * @throws UnreadableBlobError if the browser can no longer read them; its message says what to do
 */
export async function readBlob(blob: Blob): Promise<ArrayBuffer> {
  try {
    return await blob.arrayBuffer();
  } catch (cause) {
    throw unreadableBlob(cause);
  }
}

export const unreadableBlob = (cause?: unknown): UnreadableBlobError =>
  new UnreadableBlobError(
    'The browser can no longer read this file: it was changed or removed, a private window let go of it, or memory ' +
      'or disk is full. Free some space and reload the page; if that does not help, add the file again.',
    { cause }
  );
