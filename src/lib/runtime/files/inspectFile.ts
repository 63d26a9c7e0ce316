import type { FileFacts } from '../../domain/image/FileFacts';
import type { Position } from '../../domain/sky/Position';
import { FRAME_SUFFIXES, hasAllowedSuffix } from '../../domain/image/suffixes';
import { FitsError } from '../../fits/file/FitsError';
import { fileFacts } from '../../fits/facts/fileFacts';
import type { FileKind } from '../../fits/file/fileKind';
import type { FitsRemark } from '../../fits/file/FitsRemark';
import { NotFitsError } from '../../fits/file/NotFitsError';
import { openFits } from '../../fits/file/openFits';
import { firstImage } from '../../fits/image/firstImage';
import { UnreadableBlobError } from '../../fits/file/UnreadableBlobError';
import { timeAtEarth } from '../../frames/timeAtEarth';
import type { FileInspection } from '../protocol';
import { imageThumbnail } from './imageThumbnail';
import { fitsThumbnail } from './fitsThumbnail';

const PICTURE_SUFFIXES = ['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif', '.bmp'];
const PICTURE_NOT_SHOWN =
  'This is a picture, but this browser cannot show it: it is damaged, or of a kind that the browser does not know.';

/** What people keep beside their frames, and do not take for frames. */
const ORDINARY: ReadonlySet<FileKind['code']> = new Set(['text', 'document']);

/**
 * Finds out, by its content, what a file is. A file that cannot be read is a finding, not an error.
 * @param target it belongs to, with which times as seen from the Sun or the barycentre are converted
 * @param bytes of the file, where they are in memory already
 * @param onread called with the part of a large image that has been read, from 0 to 1
 * @throws UnreadableBlobError if the browser cannot read its bytes.
 */
export async function inspectFile(
  name: string,
  blob: Blob,
  target: Position | null,
  bytes = blob,
  onread?: (done: number) => void
): Promise<FileInspection> {
  const picture = { type: 'image_file', facts: null, remarks: [], kind: { code: 'picture' } } as const;
  const thumbnail = hasAllowedSuffix(name, PICTURE_SUFFIXES) ? await imageThumbnail(blob) : undefined;
  if (thumbnail !== undefined) return { ...picture, unreadable: null, thumbnail };
  let facts: FileFacts | null = null;
  let remarks: readonly FitsRemark[] = [];
  try {
    const file = await openFits(bytes);
    ({ remarks } = file);
    facts = await atEarth(fileFacts(file), target);
    const image = firstImage(file.hdus);
    const thumbnail = image && (await fitsThumbnail(file, image, undefined, onread));
    return { type: 'fits_file', facts, unreadable: null, remarks, kind: null, thumbnail };
  } catch (error) {
    if (!(error instanceof FitsError) || error instanceof UnreadableBlobError) throw error;
    const kind = error instanceof NotFitsError ? error.kind : null;
    const type = facts || hasAllowedSuffix(name, FRAME_SUFFIXES) ? 'fits_file' : '';
    if (type === '' && kind?.code === 'picture')
      return { ...picture, unreadable: PICTURE_NOT_SHOWN, thumbnail: null };
    const isOrdinary = type === '' && kind !== null && ORDINARY.has(kind.code);
    return { type, facts, unreadable: isOrdinary ? null : error.message, remarks, kind, thumbnail: null };
  }
}

async function atEarth(facts: FileFacts, target: Position | null): Promise<FileFacts> {
  const { observed } = facts;
  return { ...facts, observed: observed && target ? await timeAtEarth(observed, target) : observed };
}
