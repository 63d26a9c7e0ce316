/** An archive or a compressed file that cannot be opened. The message says why, and what to do. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}
