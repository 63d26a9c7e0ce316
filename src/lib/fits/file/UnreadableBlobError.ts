import { FitsError } from './FitsError';

/** The browser does not give the bytes of a file any more, whatever they are. The message says what to do. */
export class UnreadableBlobError extends FitsError {
  override readonly name = 'UnreadableBlobError';
}
