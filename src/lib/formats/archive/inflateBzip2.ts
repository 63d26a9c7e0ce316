import { readBlob } from '../../fits/file/readBlob';
import { BitReader } from './BitReader';
import { BlobParts, MAX_UNPACKED_BYTES } from './BlobParts';
import { Bzip2Block } from './Bzip2Block';
import { damaged } from './damaged';

/** More than any block takes: 900 kB of symbols of 20 bits. */
const MAX_BLOCK_BYTES = 2 ** 22;
const READ_BYTES = 2 ** 23;
/** The digits of pi, and those of its square root. */
const BLOCK_MAGIC = 0x314159265359;
const END_MAGIC = 0x177245385090;

/**
 * Unpacks a bzip2 file of one stream or several, a block at a time, with all its checksums compared.
 * @param limit most bytes that it may unpack to
 * @returns also how many bytes follow the last stream; zeros do not count
 * @throws UnreadableBlobError if it can no longer be read
 * @throws ArchiveError if it is damaged, ends too early, or would unpack to more than the limit
 */
export async function inflateBzip2(
  blob: Blob,
  limit = MAX_UNPACKED_BYTES
): Promise<{ readonly blob: Blob; readonly trailingBytes: number }> {
  const output = new BlobParts(limit);
  const input = new Window(blob);
  let bits = await input.at(0);
  for (;;) {
    const blockSize = 100_000 * (readStreamHeader(bits) ?? damaged());
    bits = await readBlocks(input, bits, new Bzip2Block(blockSize), output);
    bits.alignToByte();
    const end = input.start + bits.byte;
    bits = await input.at(end);
    if (bits.length < 4 || readStreamHeader(bits) === null)
      return { blob: output.finish(), trailingBytes: await trailingBytes(blob, end) };
    bits = await input.at(end);
  }
}

/** The part of the file that is in memory: a block is never split between two. */
class Window {
  start = 0;
  readonly #blob: Blob;

  constructor(blob: Blob) {
    this.#blob = blob;
  }

  async at(start: number): Promise<BitReader> {
    this.start = start;
    return new BitReader(new Uint8Array(await readBlob(this.#blob.slice(start, start + READ_BYTES))));
  }

  /** With the bits at hand, or more of the file where these may end within the next block. */
  async ahead(bits: BitReader): Promise<BitReader> {
    const isEnd = this.start + bits.length >= this.#blob.size;
    if (isEnd || bits.length - bits.byte >= MAX_BLOCK_BYTES) return bits;
    const skipped = bits.bit % 8;
    const next = await this.at(this.start + Math.floor(bits.bit / 8));
    next.read(skipped);
    return next;
  }
}

/** Its block size in units of 100 kB; null if no stream begins here. */
function readStreamHeader(bits: BitReader): number | null {
  if (bits.length - bits.byte < 4 || bits.read(24) !== 0x425a68) return null;
  const size = bits.read(8) - 0x30;
  return size >= 1 && size <= 9 ? size : null;
}

async function readBlocks(
  input: Window,
  bits: BitReader,
  block: Bzip2Block,
  output: BlobParts
): Promise<BitReader> {
  let combined = 0;
  for (;;) {
    bits = await input.ahead(bits);
    const magic = bits.read(24) * 2 ** 24 + bits.read(24);
    const crc = ((bits.read(16) << 16) | bits.read(16)) >>> 0;
    if (magic === END_MAGIC) return crc === combined ? bits : damaged();
    if (magic !== BLOCK_MAGIC) damaged();
    if (block.read(bits, output) !== crc) damaged();
    combined = (((combined << 1) | (combined >>> 31)) ^ crc) >>> 0;
  }
}

async function trailingBytes(blob: Blob, end: number): Promise<number> {
  for (let start = end; start < blob.size; start += READ_BYTES) {
    const bytes = new Uint8Array(await readBlob(blob.slice(start, start + READ_BYTES)));
    if (bytes.some((byte) => byte !== 0)) return blob.size - end;
  }
  return 0;
}
