/** By bytes per pixel: the number of bits in the code of a block, and the code of a block stored as it is. */
const CODES: Readonly<Record<number, { readonly bits: number; readonly stored: number }>> = {
  1: { bits: 3, stored: 7 },
  2: { bits: 4, stored: 15 },
  4: { bits: 5, stored: 26 }
};
/** A 32-bit read at any bit gives this many valid bits; a pixel that needs more is read in two steps. */
const WINDOW_BITS = 25;
/** Zero bytes appended, beyond which no pixel reaches. */
const PADDING = 8;
/** Positions are counted in bits, in 31-bit integers. */
const MAX_BYTES = 2 ** 28 - PADDING;

/**
 * Decompresses one tile of RICE_1 (FITS 4.0, section 10.4.1; Pence et al. 2009, PASP 121, 414).
 * @param blockSize pixels in a block, > 0
 * @param bytesPerPixel 1 (unsigned), 2 or 4 (signed)
 * @throws Error if the bytes end before `out` is full, or are not a Rice code
 */
export function riceDecode(
  bytes: Uint8Array,
  blockSize: number,
  bytesPerPixel: number,
  out: Int32Array
): void {
  if (bytes.length > MAX_BYTES) throw new Error('it has more than 256 MiB');
  const code = CODES[bytesPerPixel]!;
  const width = 8 * bytesPerPixel;
  const end = 8 * bytes.length;
  const view = padded(bytes);
  // Differences wrap around where the type of the pixels does, so that 32 bits serve all types until the end.
  let last = readBits(view, 0, width);
  let position = width;
  for (let start = 0; start < out.length; start += blockSize) {
    const stop = Math.min(start + blockSize, out.length);
    if (position + code.bits > end) throw new Error(TOO_SHORT);
    const blockCode = readBits(view, position, code.bits);
    position += code.bits;
    if (blockCode > code.stored) throw new Error(`not a Rice code: ${blockCode}`);
    if (blockCode === 0) out.fill(last, start, stop);
    else if (blockCode === code.stored) {
      if (position + (stop - start) * width > end) throw new Error(TOO_SHORT);
      for (let i = start; i < stop; i++, position += width)
        out[i] = last = (last + unfold(readBits(view, position, width))) | 0;
    } else {
      position = readCoded(view, position, end, blockCode - 1, last, out, start, stop);
      last = out[stop - 1]!;
    }
  }
  if (bytesPerPixel === 1) for (let i = 0; i < out.length; i++) out[i]! &= 0xff;
  else if (bytesPerPixel === 2) for (let i = 0; i < out.length; i++) out[i] = (out[i]! << 16) >> 16;
}

const TOO_SHORT = 'the compressed bytes end too early';

function padded(bytes: Uint8Array): DataView {
  const copy = new Uint8Array(bytes.length + PADDING);
  copy.set(bytes);
  return new DataView(copy.buffer);
}

/**
 * Reads pixels whose differences have their high part in unary (zeros up to a one), followed by `low` low bits.
 * @returns the position after them, in bits
 */
function readCoded(
  view: DataView,
  position: number,
  end: number,
  low: number,
  last: number,
  out: Int32Array,
  start: number,
  stop: number
): number {
  for (let i = start; i < stop;) {
    const window = view.getInt32(position >> 3) << (position & 7);
    const zeros = Math.clz32(window);
    const used = zeros + 1 + low;
    if (used > WINDOW_BITS) {
      const manyZeros = countZeros(view, position, end);
      position += manyZeros + 1;
      out[i++] = last = (last + unfold((manyZeros << low) | readBits(view, position, low))) | 0;
      position += low;
      continue;
    }
    // The window also holds the one that ends the zeros: hence one zero less.
    out[i++] = last = (last + unfold(((zeros - 1) << low) + (window >>> (32 - used)))) | 0;
    // Loading the window is what takes time, and mostly it holds another pixel.
    const rest = window << used;
    const nextZeros = Math.clz32(rest);
    const nextUsed = nextZeros + 1 + low;
    if (used + nextUsed > WINDOW_BITS || i === stop) position += used;
    else {
      out[i++] = last = (last + unfold(((nextZeros - 1) << low) + (rest >>> (32 - nextUsed)))) | 0;
      position += used + nextUsed;
    }
  }
  if (position > end) throw new Error(TOO_SHORT);
  return position;
}

function countZeros(view: DataView, position: number, end: number): number {
  for (let zeros = 0; position + zeros < end;) {
    const at = position + zeros;
    const found = Math.min(Math.clz32(view.getInt32(at >> 3) << (at & 7)), WINDOW_BITS);
    zeros += found;
    if (found < WINDOW_BITS) return zeros;
  }
  throw new Error(TOO_SHORT);
}

/** The `count` bits at a position, at most 32. */
function readBits(view: DataView, position: number, count: number): number {
  const shift = position & 7;
  const at = position >> 3;
  const window = (view.getInt32(at) << shift) | (view.getUint8(at + 4) >> (8 - shift));
  return count === 0 ? 0 : window >>> (32 - count);
}

/** Differences are stored as 0, -1, 1, -2, 2 ... */
const unfold = (folded: number): number => (folded >>> 1) ^ -(folded & 1);
