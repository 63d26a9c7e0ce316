import { Zip, ZipPassThrough } from 'fflate';

export interface ZipEntry {
  readonly name: string;
  readonly blob: Blob;
}

/** Limits of the ZIP format without its 64-bit extension. */
const MAX_BYTES = 2 ** 32 - 1;
const MAX_FILES = 2 ** 16 - 1;

/**
 * A ZIP archive of files, stored uncompressed and read a piece at a time. The second file of a name becomes
 * `a (2).fits`.
 * @throws RangeError if there is more than an archive can hold
 */
export async function zipBlobs(entries: Iterable<ZipEntry>): Promise<Blob> {
  const archive = new Archive();
  const names = new Set<string>();
  for (const { name, blob } of entries) {
    if (archive.size + blob.size > MAX_BYTES || names.size === MAX_FILES) {
      throw new RangeError('A ZIP archive holds at most 4 GB and 65535 files. Save fewer files at a time.');
    }
    await archive.add(uniqueName(name, names), blob);
  }
  return archive.finish();
}

class Archive {
  size = 0;
  readonly #parts: Blob[] = [];
  readonly #zip = new Zip((error, chunk) => {
    if (error) throw error;
    this.#parts.push(new Blob([chunk]));
    this.size += chunk.length;
  });

  async add(name: string, blob: Blob): Promise<void> {
    const file = new ZipPassThrough(name);
    this.#zip.add(file);
    const reader = blob.stream().getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) file.push(read.value);
    file.push(new Uint8Array(0), true);
  }

  finish(): Blob {
    this.#zip.end();
    return new Blob(this.#parts, { type: 'application/zip' });
  }
}

/** Names that differ only in case would be the same file on many systems. */
function uniqueName(name: string, taken: Set<string>): string {
  const [, stem, extension] = /^(.*?)((?:\.[a-z0-9]{1,8}){0,2})$/is.exec(name)!;
  let unique = name;
  for (let count = 2; taken.has(unique.toLowerCase()); count++) unique = `${stem} (${count})${extension}`;
  taken.add(unique.toLowerCase());
  return unique;
}
