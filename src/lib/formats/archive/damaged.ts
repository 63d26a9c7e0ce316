import { ArchiveError } from './ArchiveError';

/** @throws ArchiveError that says that what is unpacked is not what was packed */
export function damaged(): never {
  throw new ArchiveError('The compressed data are damaged or cut short. Download or copy the file again.');
}
