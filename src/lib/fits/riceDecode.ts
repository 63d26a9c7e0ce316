/** By the bytes of a pixel: bits of the code of a block, and the code of a block stored as it is. */
const CODES: Readonly<Record<number, { readonly bits: number; readonly stored: number }>> = {
  1: { bits: 3, stored: 7 },
  2: { bits: 4, stored: 15 },
  4: { bits: 5, stored: 26 }
};

/**
 * Decompresses one tile of RICE_1 (FITS 4.0, section 10.4.1; Pence et al. 2009, PASP 121, 414).
 * @param blockSize pixels in a block, > 0
 * @param bytesPerPixel 1 (unsigned), 2 or 4 (signed)
 * @throws Error if the bytes end before `out` is full, or are no Rice code
 */
export function riceDecode(
  bytes: Uint8Array,
  blockSize: number,
  bytesPerPixel: number,
  out: Int32Array
): void {
  const code = CODES[bytesPerPixel]!;
  const reader = new RiceReader(bytes, bytesPerPixel);
  for (let start = 0; start < out.length; start += blockSize) {
    const block = out.subarray(start, start + blockSize);
    const blockCode = reader.read(code.bits);
    if (blockCode > code.stored) throw new Error(`no Rice code: ${blockCode}`);
    if (blockCode === 0) block.fill(reader.last);
    else if (blockCode === code.stored) reader.readStored(block, 8 * bytesPerPixel);
    else reader.readCoded(block, blockCode - 1);
    if (reader.isPastEnd) throw new Error('the compressed bytes end too early');
  }
}

/** Past the end of the bytes it reads anything; `isPastEnd` tells. */
class RiceReader {
  /** The pixel before the next one. */
  last: number;
  readonly #bytes: Uint8Array;
  /** Bits to drop on the left, so that a pixel wraps around where its integer type does. */
  readonly #wrap: number;
  readonly #isSigned: boolean;
  #next = 0;
  /** The last `#count` bits taken from the bytes and not read yet. */
  #bits = 0;
  #count = 0;

  constructor(bytes: Uint8Array, bytesPerPixel: number) {
    this.#bytes = bytes;
    this.#wrap = 32 - 8 * bytesPerPixel;
    this.#isSigned = bytesPerPixel > 1;
    this.last = this.#toPixel(this.read(8 * bytesPerPixel));
  }

  get isPastEnd(): boolean {
    return this.#next > this.#bytes.length;
  }

  /** The next `count` bits, at most 32, as an unsigned number. */
  read(count: number): number {
    if (count > 16) return ((this.read(count - 16) << 16) | this.read(16)) >>> 0;
    while (this.#count < count) {
      this.#bits = (this.#bits << 8) | this.#bytes[this.#next++]!;
      this.#count += 8;
    }
    this.#count -= count;
    const value = this.#bits >>> this.#count;
    this.#bits &= (1 << this.#count) - 1;
    return value;
  }

  /** Pixels whose differences are stored in `width` bits. */
  readStored(out: Int32Array, width: number): void {
    for (let i = 0; i < out.length; i++)
      out[i] = this.last = this.#toPixel(this.last + unfold(this.read(width)));
  }

  /**
   * Pixels whose differences have their high part in unary (zeros up to a one), and then `low` low bits.
   * The fields live in variables here: this is where the time goes.
   */
  readCoded(out: Int32Array, low: number): void {
    const bytes = this.#bytes;
    let [next, bits, count, last] = [this.#next, this.#bits, this.#count, this.last];
    for (let i = 0; i < out.length; i++) {
      let zeros = 0;
      while (bits === 0) {
        zeros += count;
        bits = bytes[next++]!;
        count = 8;
      }
      const one = 31 - Math.clz32(bits);
      zeros += count - 1 - one;
      count = one;
      bits ^= 1 << one;
      while (count < low) {
        bits = (bits << 8) | bytes[next++]!;
        count += 8;
      }
      count -= low;
      const folded = (zeros << low) | (bits >>> count);
      bits &= (1 << count) - 1;
      out[i] = last = this.#toPixel(last + unfold(folded));
    }
    [this.#next, this.#bits, this.#count, this.last] = [next, bits, count, last];
  }

  #toPixel(value: number): number {
    const left = value << this.#wrap;
    return this.#isSigned ? left >> this.#wrap : left >>> this.#wrap;
  }
}

/** Differences are stored as 0, -1, 1, -2, 2 ... */
const unfold = (folded: number): number => (folded >>> 1) ^ -(folded & 1);
