import type { FileInspection } from '../protocol';

/** Of a file that could not be looked at. */
export const unknownInspection = (
  notLookedAt: NonNullable<FileInspection['notLookedAt']>
): FileInspection => ({
  type: '',
  facts: null,
  unreadable: null,
  remarks: [],
  kind: null,
  thumbnail: null,
  notLookedAt
});
