import type { FileKind } from './fileKind';
import { FitsError } from './FitsError';
import { notFitsText } from './sentences';

/** A file that is not FITS from its first byte. */
export class NotFitsError extends FitsError {
  constructor(readonly kind: FileKind) {
    super(notFitsText(kind));
  }
}
