import type { BitReader } from './BitReader';
import { damaged } from './damaged';

/** Most codes are not longer than this, and found in one look-up. */
const TABLE_BITS = 10;
const MAX_LENGTH = 20;

/** A canonical Huffman code: shorter codes first, and those of one length in the order of their symbols. */
export class HuffmanCode {
  /** By the next bits: the symbol, and the length of its code in the lowest 5 bits; 0 for longer codes. */
  readonly #table = new Uint16Array(2 ** TABLE_BITS);
  /** The symbols in the order of their codes. */
  readonly #symbols: Uint16Array;
  /** By length: the code after the last one, and what to add to a code to get its place among the symbols. */
  readonly #limits = new Int32Array(MAX_LENGTH + 1);
  readonly #offsets = new Int32Array(MAX_LENGTH + 1);

  /** @param lengths of the code of each symbol, 1 to 20 */
  constructor(lengths: Uint8Array) {
    this.#symbols = new Uint16Array(lengths.length);
    let code = 0;
    let place = 0;
    for (let length = 1; length <= MAX_LENGTH; length++) {
      code *= 2;
      this.#offsets[length] = place - code;
      for (let symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] !== length) continue;
        if (length <= TABLE_BITS) {
          const from = code << (TABLE_BITS - length);
          this.#table.fill((symbol << 5) | length, from, from + 2 ** (TABLE_BITS - length));
        }
        this.#symbols[place++] = symbol;
        code += 1;
      }
      this.#limits[length] = code;
    }
  }

  /** The next symbol. @throws ArchiveError if no symbol has such a code, or the bits end */
  read(bits: BitReader): number {
    const entry = this.#table[bits.peek(TABLE_BITS)]!;
    if (entry !== 0) {
      bits.read(entry & 31);
      return entry >> 5;
    }
    const next = bits.peek(MAX_LENGTH);
    for (let length = 1; length <= MAX_LENGTH; length++) {
      const code = next >>> (MAX_LENGTH - length);
      if (code >= this.#limits[length]!) continue;
      bits.read(length);
      return this.#symbols[code + this.#offsets[length]!] ?? damaged();
    }
    return damaged();
  }
}
