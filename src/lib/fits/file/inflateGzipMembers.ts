import { Gunzip } from 'fflate';
import { crc32 } from './crc32';
import { readBlob } from './readBlob';

const PART_BYTES = 2 ** 20;
/** CRC32 and length of what is inflated (RFC 1952, section 2.3.1). */
const TRAILER_BYTES = 8;
/** The trailer of the last member is searched for in as much of the end of the file. */
const MAX_TRAILING_BYTES = 2 ** 20;

/** A member while it is being inflated. */
interface Member {
  readonly start: number;
  length: number;
  crc: number;
}

/**
 * Inflates the members of a gzip file one after the other, whether or not other bytes follow them. Checksums are
 * compared here, as fflate does not do it.
 * @param limit most bytes that it may inflate to
 * @returns also how many bytes follow the last member; zeros do not count
 * @throws UnreadableBlobError if it can no longer be read
 */
export async function inflateGzipMembers(
  blob: Blob,
  limit: number
): Promise<{ readonly blob: Blob; readonly trailingBytes: number } | 'damaged' | 'tooLarge'> {
  const parts: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  const members: Member[] = [{ start: 0, length: 0, crc: 0 }];
  let inflated = 0;
  const gunzip = new Gunzip((chunk) => {
    const member = members.at(-1)!;
    member.crc = crc32(chunk, member.crc);
    member.length += chunk.length;
    inflated += chunk.length;
    chunks.push(chunk as Uint8Array<ArrayBuffer>);
  });
  gunzip.onmember = (start) => members.push({ start, length: 0, crc: 0 });
  for (let start = 0; start < blob.size; start += PART_BYTES) {
    const bytes = new Uint8Array(await readBlob(blob.slice(start, start + PART_BYTES)));
    try {
      gunzip.push(bytes, start + PART_BYTES >= blob.size);
    } catch {
      // Either what follows is not gzip data, or the data are damaged: the checksums tell which.
      break;
    } finally {
      parts.push(new Blob(chunks));
      chunks = [];
    }
    if (inflated > limit) return 'tooLarge';
  }
  const end = await endOfLastMember(blob, members);
  if (end === null) return 'damaged';
  const rest = new Uint8Array(await readBlob(blob.slice(end)));
  return { blob: new Blob(parts), trailingBytes: rest.every((byte) => byte === 0) ? 0 : rest.length };
}

/** Where the last member ends if all members are intact; null if one is not. */
async function endOfLastMember(blob: Blob, members: readonly Member[]): Promise<number | null> {
  for (const [i, member] of members.slice(0, -1).entries()) {
    const end = members[i + 1]!.start;
    const trailer = new DataView(await readBlob(blob.slice(end - TRAILER_BYTES, end)));
    if (!isTrailer(trailer, 0, member)) return null;
  }
  const last = members.at(-1)!;
  const from = Math.max(last.start, blob.size - MAX_TRAILING_BYTES);
  const tail = new DataView(await readBlob(blob.slice(from)));
  for (let at = tail.byteLength - TRAILER_BYTES; at >= 0; at--)
    if (isTrailer(tail, at, last)) return from + at + TRAILER_BYTES;
  return null;
}

const isTrailer = (bytes: DataView, at: number, { crc, length }: Member): boolean =>
  bytes.getUint32(at, true) === crc && bytes.getUint32(at + 4, true) === length % 2 ** 32;
