import { damaged } from './damaged';

/** Bits of bytes, the highest of each byte first. */
export class BitReader {
  /** Of the next one. */
  bit = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Bytes. */
  get length(): number {
    return this.#bytes.length;
  }

  /** The one that holds the next bit. */
  get byte(): number {
    return Math.floor(this.bit / 8);
  }

  /**
   * @param count at most 24
   * @throws ArchiveError if fewer are left
   */
  read(count: number): number {
    const value = this.peek(count);
    this.bit += count;
    if (this.bit > 8 * this.#bytes.length) damaged();
    return value;
  }

  /** The same without moving on; zeros stand for bits after the end. */
  peek(count: number): number {
    const byte = this.bit >>> 3;
    const bytes = this.#bytes;
    const four = (bytes[byte]! << 24) | (bytes[byte + 1]! << 16) | (bytes[byte + 2]! << 8) | bytes[byte + 3]!;
    return count === 0 ? 0 : (four << (this.bit & 7)) >>> (32 - count);
  }

  alignToByte(): void {
    this.bit = 8 * Math.ceil(this.bit / 8);
  }
}
