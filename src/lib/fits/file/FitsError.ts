/** A file that is not FITS, is damaged, or uses something unsupported. The message says what and where. */
export class FitsError extends Error {
  override readonly name: string = 'FitsError';
}
