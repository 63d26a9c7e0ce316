import type { Position } from '../../domain/sky/Position';
import type { FileKind } from '../../fits/file/fileKind';
import type { Archive, FileInspection, ImportedFile, IncomingFile } from '../protocol';
import { inflateBzip2 } from '../../formats/archive/inflateBzip2';
import { inflateCompress } from '../../formats/archive/inflateCompress';
import { type ArchivedFile, ZipArchive } from '../../formats/archive/ZipArchive';
import { hashMeanwhile } from './contentHash';
import { inspectFile } from './inspectFile';

/** The archive that was opened last: its files come one after the other. */
let open: { readonly id: number; readonly archive: Promise<ZipArchive> } | null = null;

/**
 * What a ZIP archive holds.
 * @throws ArchiveError if it is none, or cannot be opened
 * @throws UnreadableBlobError if the browser cannot read its bytes
 */
export const listArchive = async (archive: Archive): Promise<readonly ArchivedFile[]> =>
  (await openArchive(archive)).files;

/**
 * Unpacks a file that is in an archive or compressed by bzip2 or compress, and finds out what it is. One that is
 * gzipped stays as it is, since it is read everywhere.
 * @param target it belongs to, as `inspectFile` takes it
 * @param onread called with the part of the work that is done, from 0 to 1, for a large file
 * @throws ArchiveError if it cannot be unpacked
 * @throws UnreadableBlobError if the browser cannot read its bytes
 */
export async function importFile(
  incoming: IncomingFile,
  target: Position | null,
  onread?: (done: number) => void
): Promise<ImportedFile> {
  const { name } = incoming;
  const blob =
    'blob' in incoming ? incoming.blob : await (await openArchive(incoming.archive)).unpack(incoming.index);
  const { result: inspection, sha256 } = await inspectAndHash(name, blob, target, onread);
  const inflated = await inflate(inspection.kind, blob);
  if (!inflated) return { name, blob, inspection, sha256 };
  const inner = name.replace(/\.(bz2|z)$/i, '');
  const content = await inspectAndHash(inner, inflated.blob, target, onread);
  return {
    name: inner,
    blob: inflated.blob,
    inspection: withTrailingBytes(content.result, inflated.trailingBytes),
    sha256: content.sha256
  };
}

const inspectAndHash = (
  name: string,
  blob: Blob,
  target: Position | null,
  onread: (done: number) => void = () => undefined
) =>
  hashMeanwhile(
    blob,
    (bytes) => inspectFile(name, blob, target, bytes, (done) => onread(done / 2)),
    (done) => onread((1 + done) / 2)
  );

function openArchive({ id, blob }: Archive): Promise<ZipArchive> {
  if (open?.id !== id) open = { id, archive: ZipArchive.open(blob) };
  return open.archive;
}

async function inflate(
  kind: FileKind | null,
  blob: Blob
): Promise<{ readonly blob: Blob; readonly trailingBytes: number } | null> {
  if (kind?.code !== 'compressed') return null;
  if (kind.format === 'bzip2') return inflateBzip2(blob);
  if (kind.format !== 'compress') return null;
  return { blob: await inflateCompress(blob), trailingBytes: 0 };
}

const withTrailingBytes = (inspection: FileInspection, bytes: number): FileInspection =>
  bytes === 0
    ? inspection
    : { ...inspection, remarks: [{ code: 'bytesAfterGzip', bytes }, ...inspection.remarks] };
