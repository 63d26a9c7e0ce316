import {
  BlobReader,
  BlobWriter,
  configure,
  ERR_ENCRYPTED,
  ERR_INVALID_CRC32,
  ERR_SPLIT_ZIP_FILE,
  ERR_UNSUPPORTED_COMPRESSION,
  type FileEntry,
  ZipReader
} from '@zip.js/zip.js/lib/zip-core-native.js';
import { UnreadableBlobError } from '../../fits/file/UnreadableBlobError';
import { readBlob } from '../../fits/file/readBlob';
import { ArchiveError } from './ArchiveError';
import { MAX_UNPACKED_BYTES } from './BlobParts';

// This is a worker of our own already.
configure({ useWebWorkers: false });

/** Far beyond any night's frames. */
const MAX_ENTRIES = 65_535;

/** A file in an archive. */
export interface ArchivedFile {
  /** With its folders, separated by `/`. */
  readonly path: string;
  /** Bytes, as the archive says. */
  readonly size: number;
  readonly isEncrypted: boolean;
}

/** A ZIP archive, of which nothing is read but its list of files and the files that are unpacked. ZIP64 too. */
export class ZipArchive {
  readonly files: readonly ArchivedFile[];
  readonly #entries: readonly FileEntry[];
  readonly #blob: Blob;

  private constructor(blob: Blob, entries: readonly FileEntry[]) {
    this.#blob = blob;
    this.#entries = entries;
    this.files = entries.map(({ filename, uncompressedSize, encrypted }) => ({
      // As some programs for Windows write them.
      path: filename.replaceAll('\\', '/'),
      size: uncompressedSize,
      isEncrypted: encrypted
    }));
  }

  /**
   * @throws ArchiveError if it is damaged, one part of several, or has two files in the same bytes
   * @throws UnreadableBlobError if it can no longer be read
   */
  static async open(blob: Blob): Promise<ZipArchive> {
    return orArchiveError(blob, async () => {
      const entries = await new ZipReader(new BlobReader(blob)).getEntries();
      if (entries.length > MAX_ENTRIES)
        throw new ArchiveError(`It holds more than ${MAX_ENTRIES} files. Unpack it, and add them in parts.`);
      return new ZipArchive(
        blob,
        entries.filter((entry): entry is FileEntry => !entry.directory)
      );
    });
  }

  /**
   * Unpacks one of the files, and compares its checksum.
   * @throws ArchiveError if it is damaged, encrypted, or larger than a gigabyte or than the archive says
   * @throws UnreadableBlobError if the archive can no longer be read
   */
  async unpack(index: number): Promise<Blob> {
    const entry = this.#entries[index]!;
    if (entry.uncompressedSize > MAX_UNPACKED_BYTES)
      throw new ArchiveError(
        `It unpacks to more than ${MAX_UNPACKED_BYTES} bytes, which is too large to read here.`
      );
    return orArchiveError(this.#blob, () =>
      entry.getData(new BlobWriter(), { checkCrc32: true, checkOverlappingEntry: true })
    );
  }
}

const SENTENCES: Readonly<Record<string, string>> = {
  [ERR_ENCRYPTED]: 'It is encrypted. Unpack the archive with its password, and add the file.',
  [ERR_UNSUPPORTED_COMPRESSION]:
    'It is packed in a way that is not known here. Unpack the archive with the program that made it, and add the file.',
  [ERR_SPLIT_ZIP_FILE]: 'It is one part of several. Unpack them together, and add the files.',
  [ERR_INVALID_CRC32]: 'It is damaged: its checksum does not fit. Download or copy the archive again.'
};

const DAMAGED = 'It is damaged or cut short. Download or copy the archive again.';

async function orArchiveError<Result>(blob: Blob, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof ArchiveError || cause instanceof UnreadableBlobError) throw cause;
    // Whatever the library says, it may be that the browser has lost the file.
    await readBlob(blob.slice(-1));
    throw new ArchiveError(SENTENCES[cause instanceof Error ? cause.message : ''] ?? DAMAGED, { cause });
  }
}
