import { readBlob } from '../../fits/file/readBlob';
import { ArchiveError } from './ArchiveError';
import { BlobParts, MAX_UNPACKED_BYTES } from './BlobParts';
import { damaged } from './damaged';

const HEADER_BYTES = 3;
const MIN_BITS = 9;
/** Tables of 9 bits are written in a way of their own, and by nobody. */
const MIN_TABLE_BITS = 10;
const MAX_TABLE_BITS = 16;
const CLEAR = 256;
const MAX_PACKED_BYTES = 2 ** 28;

/**
 * Unpacks a file of the Unix program compress (.Z): Lempel-Ziv-Welch codes of 9 to 16 bits, the lowest bit first, in
 * groups of eight of one length. The format has no checksum.
 * @param limit most bytes that it may unpack to
 * @throws UnreadableBlobError if it can no longer be read
 * @throws ArchiveError if it is damaged, or would unpack to more than the limit
 */
export async function inflateCompress(blob: Blob, limit = MAX_UNPACKED_BYTES): Promise<Blob> {
  if (blob.size > MAX_PACKED_BYTES)
    throw new ArchiveError(`A .Z file of more than ${MAX_PACKED_BYTES} bytes is too large to unpack here.`);
  const bytes = new Uint8Array(await readBlob(blob));
  const flags = bytes[2] ?? 0;
  const maxBits = flags & 31;
  if (maxBits < MIN_TABLE_BITS || maxBits > MAX_TABLE_BITS) damaged();
  const output = new BlobParts(limit);
  const prefixes = new Uint16Array(2 ** maxBits);
  const suffixes = new Uint8Array(2 ** maxBits);
  const stack = new Uint8Array(2 ** maxBits + 1);
  const hasClear = (flags & 0x80) !== 0;
  const first = hasClear ? CLEAR + 1 : CLEAR;
  const end = 8 * bytes.length;
  let group = 8 * HEADER_BYTES;
  let bit = group;
  let width = MIN_BITS;
  let next = first;
  let before = -1;
  let lead = 0;
  // Where the length of the codes changes, the rest of the group is left empty.
  const widen = (to: number): void => {
    group += 8 * width * Math.ceil((bit - group) / (8 * width));
    bit = group;
    width = to;
  };
  for (;;) {
    if (next >= 2 ** width && width < maxBits) widen(width + 1);
    if (bit + width > end) return output.finish();
    const code = codeAt(bytes, bit, width);
    bit += width;
    if (hasClear && code === CLEAR) {
      widen(MIN_BITS);
      next = first;
      before = -1;
      continue;
    }
    if (before < 0 ? code > 255 : code > next || (code === next && next >= 2 ** maxBits)) damaged();
    let depth = 0;
    let at = code;
    if (before >= 0 && code === next) {
      stack[depth++] = lead;
      at = before;
    }
    for (; at > 255; at = prefixes[at]!) stack[depth++] = suffixes[at]!;
    lead = at;
    output.push(at);
    while (depth > 0) output.push(stack[--depth]!);
    if (before >= 0 && next < 2 ** maxBits) {
      prefixes[next] = before;
      suffixes[next++] = lead;
    }
    before = code;
  }
}

function codeAt(bytes: Uint8Array, bit: number, width: number): number {
  const byte = bit >>> 3;
  const three = bytes[byte]! | (bytes[byte + 1]! << 8) | (bytes[byte + 2]! << 16);
  return (three >>> (bit & 7)) & (2 ** width - 1);
}
