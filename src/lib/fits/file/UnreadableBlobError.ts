import { FitsError } from './FitsError';

/** The browser can no longer read the bytes of a file, whatever they are. The message says what to do. */
export class UnreadableBlobError extends FitsError {
  override readonly name = 'UnreadableBlobError';
}
