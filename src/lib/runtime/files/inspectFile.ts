import type { FileFacts } from '../../domain/image/FileFacts';
import type { Position } from '../../domain/sky/Position';
import { FRAME_SUFFIXES, hasAllowedSuffix } from '../../domain/image/suffixes';
import { FitsError } from '../../fits/file/FitsError';
import { fileFacts } from '../../fits/facts/fileFacts';
import { openFits } from '../../fits/file/openFits';
import { firstImage } from '../../fits/image/firstImage';
import { UnreadableBlobError } from '../../fits/file/UnreadableBlobError';
import { timeAtEarth } from '../../frames/timeAtEarth';
import type { FileInspection } from '../protocol';
import { imageThumbnail } from './imageThumbnail';
import { fitsThumbnail } from './fitsThumbnail';

/** Pictures and films of which no thumbnail is made. */
const MEDIA_SUFFIXES = ['.svg', '.mp4', '.webm'];

/**
 * Finds out, by its content, what a file is. A file that cannot be read is a finding, not an error.
 * @param target it belongs to, with which times as seen from the Sun or the barycentre are converted
 * @throws UnreadableBlobError if the browser cannot read its bytes.
 */
export async function inspectFile(
  name: string,
  blob: Blob,
  target: Position | null
): Promise<FileInspection> {
  const picture = await imageThumbnail(name, blob);
  if (picture) return { type: 'image_file', facts: null, unreadable: null, thumbnail: picture };
  if (hasAllowedSuffix(name, MEDIA_SUFFIXES))
    return { type: '', facts: null, unreadable: null, thumbnail: null };
  let facts: FileFacts | null = null;
  try {
    const file = await openFits(blob);
    facts = await atEarth(fileFacts(file), target);
    const image = firstImage(file.hdus);
    const thumbnail = image && (await fitsThumbnail(file, image));
    return { type: 'fits_file', facts, unreadable: null, thumbnail };
  } catch (error) {
    if (!(error instanceof FitsError) || error instanceof UnreadableBlobError) throw error;
    const type = facts || hasAllowedSuffix(name, FRAME_SUFFIXES) ? 'fits_file' : '';
    return { type, facts, unreadable: error.message, thumbnail: null };
  }
}

async function atEarth(facts: FileFacts, target: Position | null): Promise<FileFacts> {
  const { observed } = facts;
  return { ...facts, observed: observed && target ? await timeAtEarth(observed, target) : observed };
}
