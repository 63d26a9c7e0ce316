import { ArchiveError } from './ArchiveError';
import type { BitReader } from './BitReader';
import type { BlobParts } from './BlobParts';
import { HuffmanCode } from './HuffmanCode';
import { damaged } from './damaged';

/** So many symbols are coded in the same code. */
const GROUP = 50;
const MAX_CODE_LENGTH = 20;
/** Symbols that count in bijective base 2 how often the byte in front comes. */
const RUN_A = 0;
const RUN_B = 1;

/**
 * Unpacks one block of a bzip2 file after the other, in the same memory: Huffman codes, runs, move to front,
 * Burrows-Wheeler transform, runs. The format has no standard; J. Tsai's description and bzip2 1.0.8 agree.
 */
export class Bzip2Block {
  /** The bytes of the block in their low 8 bits, above them where the one after it stands. */
  readonly #links: Uint32Array;
  #length = 0;

  /** @param size most bytes of a block, before the runs are taken out again */
  constructor(size: number) {
    this.#links = new Uint32Array(size);
  }

  /**
   * @returns the checksum of what came out
   * @throws ArchiveError if it is damaged
   */
  read(bits: BitReader, output: BlobParts): number {
    if (bits.read(1) === 1)
      throw new ArchiveError(
        'The bzip2 data are in a form that only versions before 1.0 wrote. Unpack the file, and add what comes out.'
      );
    const origin = bits.read(24);
    const front = readBytesInUse(bits);
    const codes = readCodes(bits, front.length + 2);
    this.#readSymbols(bits, front, codes.codes, codes.selectors);
    if (origin >= this.#length) damaged();
    this.#link();
    return this.#write(origin, output);
  }

  #readSymbols(
    bits: BitReader,
    front: Uint8Array,
    codes: readonly HuffmanCode[],
    selectors: Uint8Array
  ): void {
    const end = front.length + 1;
    let length = 0;
    let run = 0;
    let weight = 1;
    for (const selector of selectors) {
      const code = codes[selector]!;
      for (let i = 0; i < GROUP; i++) {
        const symbol = code.read(bits);
        if (symbol <= RUN_B) {
          run += weight << (symbol === RUN_A ? 0 : 1);
          if (run > this.#links.length - length) damaged();
          weight *= 2;
          continue;
        }
        if (run > 0) {
          this.#links.fill(front[0]!, length, length + run);
          length += run;
          run = 0;
          weight = 1;
        }
        if (symbol === end) {
          this.#length = length;
          return;
        }
        if (length === this.#links.length) damaged();
        const byte = front[symbol - 1]!;
        // Mostly a few: `copyWithin` takes longer.
        for (let place = symbol - 1; place > 0; place--) front[place] = front[place - 1]!;
        front[0] = byte;
        this.#links[length++] = byte;
      }
    }
    damaged();
  }

  /** Each byte in the sorted order leads to the one that follows it in the text. */
  #link(): void {
    const links = this.#links;
    const starts = new Uint32Array(257);
    for (let i = 0; i < this.#length; i++) starts[links[i]! + 1]!++;
    for (let byte = 1; byte < 257; byte++) starts[byte]! += starts[byte - 1]!;
    for (let i = 0; i < this.#length; i++) {
      const byte = links[i]! & 255;
      const place = starts[byte]!++;
      links[place] = (links[place]! & 255) | (i << 8);
    }
  }

  /** Four equal bytes are followed by one that says how many more there are. */
  #write(origin: number, output: BlobParts): number {
    const links = this.#links;
    let crc = 0xffffffff;
    let at = links[origin]! >>> 8;
    let equal = 0;
    let before = -1;
    for (let i = 0; i < this.#length; i++) {
      const link = links[at]!;
      at = link >>> 8;
      const byte = link & 255;
      const isCount = equal === 4;
      const times = isCount ? byte : 1;
      const value = isCount ? before : byte;
      for (let time = 0; time < times; time++) {
        output.push(value);
        crc = (crc << 8) ^ CRC_TABLE[(crc >>> 24) ^ value]!;
      }
      if (isCount) {
        equal = 0;
        before = -1;
      } else {
        equal = byte === before ? equal + 1 : 1;
        before = byte;
      }
    }
    return ~crc >>> 0;
  }
}

function readBytesInUse(bits: BitReader): Uint8Array {
  const ranges = bits.read(16);
  const bytes: number[] = [];
  for (let range = 0; range < 16; range++) {
    if (((ranges >> (15 - range)) & 1) === 0) continue;
    const used = bits.read(16);
    for (let i = 0; i < 16; i++) if ((used >> (15 - i)) & 1) bytes.push(16 * range + i);
  }
  return bytes.length > 0 ? Uint8Array.from(bytes) : damaged();
}

/** The codes, and which of them each group of symbols is in. */
function readCodes(bits: BitReader, symbols: number): { codes: HuffmanCode[]; selectors: Uint8Array } {
  const count = bits.read(3);
  const selectorCount = bits.read(15);
  if (count < 2 || count > 6 || selectorCount === 0) damaged();
  const front = Uint8Array.from({ length: count }, (_, i) => i);
  const selectors = new Uint8Array(selectorCount);
  for (let i = 0; i < selectorCount; i++) {
    let place = 0;
    while (bits.read(1) === 1) if (++place === count) damaged();
    const selector = front[place]!;
    front.copyWithin(1, 0, place);
    selectors[i] = front[0] = selector;
  }
  const codes = Array.from({ length: count }, () => new HuffmanCode(readLengths(bits, symbols)));
  return { codes, selectors };
}

function readLengths(bits: BitReader, symbols: number): Uint8Array {
  let length = bits.read(5);
  const lengths = new Uint8Array(symbols);
  for (let symbol = 0; symbol < symbols; symbol++) {
    while (bits.read(1) === 1) length += bits.read(1) === 1 ? -1 : 1;
    if (length < 1 || length > MAX_CODE_LENGTH) damaged();
    lengths[symbol] = length;
  }
  return lengths;
}

/** CRC-32 with the highest bit first, unlike that of gzip. */
const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc;
});
