const PREAMBLE_BYTES = 25;
/** Up to here a double holds every integer: 32-bit pixels make sums of up to 52 bits. */
const MAX_COEFFICIENT = 2 ** 53;

/**
 * Decompresses one tile of HCOMPRESS_1 (FITS 4.0, section 10.4.4; White, Postman and Lattanzi 1992): bit planes
 * in quadtrees, which the inverse H-transform turns into pixels.
 * @param columns of the tile, which has `out.length / columns` rows
 * @param smooth whether to soften the blocks that lossy compression leaves
 * @throws Error if the tile is of another size, or the bytes end too early or are not an H-transform
 */
export function hcompressDecode(bytes: Uint8Array, columns: number, smooth: boolean, out: Int32Array): void {
  if (bytes.length < PREAMBLE_BYTES) throw new Error('the compressed bytes end too early');
  const rows = out.length / columns;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint16(0) !== 0xdd99) throw new Error('not HCOMPRESS data');
  if (view.getInt32(2) !== rows || view.getInt32(6) !== columns || rows < 2 || columns < 2)
    throw new Error('the tile has another size');
  const scale = Math.max(1, view.getInt32(10));
  const sum = view.getInt32(14) * 2 ** 32 + view.getUint32(18);
  const planes = bytes.subarray(22, PREAMBLE_BYTES);
  if (Math.max(Math.abs(sum), 2 ** Math.max(...planes)) * scale > MAX_COEFFICIENT)
    throw new Error('its numbers are too large');

  const coefficients = decodeCoefficients(bytes, rows, columns, planes);
  coefficients[0] = sum;
  if (scale > 1) for (let i = 0; i < coefficients.length; i++) coefficients[i]! *= scale;
  inverseTransform(coefficients, rows, columns, smooth ? scale >> 1 : 0, out);
}

/** The four quadrants: sums, differences of rows, of columns, and of both. */
function decodeCoefficients(
  bytes: Uint8Array,
  rows: number,
  columns: number,
  planes: Uint8Array
): Float64Array {
  const [sums, differences, curvatures] = planes as unknown as [number, number, number];
  const top = (rows + 1) >> 1;
  const left = (columns + 1) >> 1;
  const out = new Float64Array(rows * columns);
  const reader = new CodeReader(bytes);
  decodeQuadrant(reader, out, 0, columns, top, left, sums);
  decodeQuadrant(reader, out, left, columns, top, columns - left, differences);
  decodeQuadrant(reader, out, top * columns, columns, rows - top, left, differences);
  decodeQuadrant(reader, out, top * columns + left, columns, rows - top, columns - left, curvatures);
  if (reader.read(4) !== 0) throw new Error('the bit planes do not end where they should');
  reader.alignToByte();
  for (let i = 0; i < out.length; i++) if (out[i] !== 0 && reader.read(1) === 1) out[i] = -out[i]!;
  reader.assertNotPastEnd();
  return out;
}

/**
 * Reads the bit planes of the quadrant of `rows` x `columns` at `start`, the highest first. A code has one bit for each
 * of 2 x 2 pixels: 8 4 above 2 1. A plane is either all of its codes, or a quadtree: the bits of a code say which of
 * the four codes below it are present, and the others are 0.
 */
function decodeQuadrant(
  reader: CodeReader,
  out: Float64Array,
  start: number,
  stride: number,
  rows: number,
  columns: number,
  planes: number
): void {
  const depth = Math.max(1, ceilLog2(Math.max(rows, columns)));
  const codes = new Uint8Array(halved(rows, 1) * halved(columns, 1));
  for (let plane = planes - 1; plane >= 0; plane--) {
    const format = reader.read(4);
    if (format === 0) for (let i = 0; i < codes.length; i++) codes[i] = reader.read(4);
    else if (format === 15) {
      codes[0] = reader.readHuffman();
      for (let level = depth - 1; level >= 1; level--)
        readBranches(reader, codes, halved(rows, level), halved(columns, level));
    } else throw new Error(`unknown bit-plane format: ${format}`);
    reader.assertNotPastEnd();
    addPlane(codes, 2 ** plane, out, start, stride, rows, columns);
  }
}

/** Expands a grid of codes of half the size to `rows` x `columns` in place, and therefore from its end. */
function readBranches(reader: CodeReader, codes: Uint8Array, rows: number, columns: number): void {
  const parentColumns = (columns + 1) >> 1;
  for (let y = rows - 1; y >= 0; y--)
    for (let x = columns - 1; x >= 0; x--) {
      const parent = codes[(y >> 1) * parentColumns + (x >> 1)]!;
      const isPresent = parent & (8 >> (2 * (y & 1) + (x & 1)));
      codes[y * columns + x] = isPresent ? reader.readHuffman() : 0;
    }
}

function addPlane(
  codes: Uint8Array,
  value: number,
  out: Float64Array,
  start: number,
  stride: number,
  rows: number,
  columns: number
): void {
  let next = 0;
  for (let y = 0; y < rows; y += 2)
    for (let x = 0; x < columns; x += 2) {
      const code = codes[next++]! & (y + 1 < rows ? 15 : 12) & (x + 1 < columns ? 15 : 10);
      if (code === 0) continue;
      const at = start + y * stride + x;
      if (code & 8) out[at]! += value;
      if (code & 4) out[at + 1]! += value;
      if (code & 2) out[at + stride]! += value;
      if (code & 1) out[at + stride + 1]! += value;
    }
}

function inverseTransform(
  coefficients: Float64Array,
  rows: number,
  columns: number,
  maxChange: number,
  out: Int32Array
): void {
  const levels = ceilLog2(Math.max(rows, columns));
  let sums = Float64Array.of(roundTo(coefficients[0]!, 2 ** (levels + 1)));
  for (let level = levels - 1; level > 0; level--) {
    const [levelRows, levelColumns] = [halved(rows, level), halved(columns, level)];
    if (maxChange > 0) smoothDifferences(sums, coefficients, columns, levelRows, levelColumns, maxChange);
    const expanded = new Float64Array(levelRows * levelColumns);
    expand(sums, coefficients, columns, levelRows, levelColumns, 2 ** level, expanded);
    sums = expanded;
  }
  if (maxChange > 0) smoothDifferences(sums, coefficients, columns, rows, columns, maxChange);
  expand(sums, coefficients, columns, rows, columns, 1, out);
}

/**
 * One step of the inverse H-transform: from sums over blocks to twice as many on each axis, `rows` x `columns`. The
 * forward step drops low bits of h0, hx and hy, which parity restores: `unit` is the lowest bit of hc.
 * Beyond an odd edge the differences are 0.
 */
function expand(
  sums: Float64Array,
  coefficients: Float64Array,
  stride: number,
  rows: number,
  columns: number,
  unit: number,
  out: Float64Array | Int32Array
): void {
  const top = (rows + 1) >> 1;
  const left = (columns + 1) >> 1;
  const share = unit === 1 ? 0.25 : 0.5;
  for (let y = 0; y < top; y++) {
    const hasBelow = 2 * y + 1 < rows;
    const above = y * stride;
    const below = (top + y) * stride;
    for (let x = 0; x < left; x++) {
      const hasRight = 2 * x + 1 < columns;
      let h0 = sums[y * left + x]!;
      let hx = hasBelow ? roundTo(coefficients[below + x]!, 2 * unit) : 0;
      let hy = hasRight ? roundTo(coefficients[above + left + x]!, 2 * unit) : 0;
      const hc = hasBelow && hasRight ? roundTo(coefficients[below + left + x]!, unit) : 0;
      const bit0 = hc & unit;
      hx += hx >= 0 ? -bit0 : bit0;
      hy += hy >= 0 ? -bit0 : bit0;
      const bit1 = (hc ^ hx ^ hy) & (2 * unit);
      h0 += h0 < 0 && bit0 === 0 ? bit1 : bit0 - bit1;
      const at = 2 * y * columns + 2 * x;
      out[at] = (h0 - hx - hy + hc) * share;
      if (hasRight) out[at + 1] = (h0 - hx + hy - hc) * share;
      if (hasBelow) out[at + columns] = (h0 + hx - hy - hc) * share;
      if (hasBelow && hasRight) out[at + columns + 1] = (h0 + hx + hy + hc) * share;
    }
  }
}

/**
 * Moves differences towards those between the surrounding sums, by at most `maxChange` and never past a
 * neighbour (White's hsmooth; the blocks at the edges stay as they are).
 */
function smoothDifferences(
  sums: Float64Array,
  coefficients: Float64Array,
  stride: number,
  rows: number,
  columns: number,
  maxChange: number
): void {
  const top = (rows + 1) >> 1;
  const left = (columns + 1) >> 1;
  const move = (at: number, slope: number, low: number, high: number, divisor: number): void => {
    if (low >= high) return;
    const change = Math.trunc((clamp(slope, low, high) - divisor * coefficients[at]!) / divisor);
    coefficients[at]! += clamp(change, -maxChange, maxChange);
  };
  const moveSlope = (at: number, before: number, sum: number, after: number): void => {
    const low = Math.min(Math.max(after - sum, sum - before), 0);
    const high = Math.max(Math.min(after - sum, sum - before), 0);
    move(at, after - before, 4 * low, 4 * high, 8);
  };
  for (let y = 1; 2 * y < rows - 2; y++)
    for (let x = 0; x < left; x++) {
      const at = y * left + x;
      moveSlope((top + y) * stride + x, sums[at - left]!, sums[at]!, sums[at + left]!);
    }
  for (let y = 0; y < top; y++)
    for (let x = 1; 2 * x < columns - 2; x++) {
      const at = y * left + x;
      moveSlope(y * stride + left + x, sums[at - 1]!, sums[at]!, sums[at + 1]!);
    }
  for (let y = 1; 2 * y < rows - 2; y++)
    for (let x = 1; 2 * x < columns - 2; x++) {
      const at = y * left + x;
      const hx = 2 * coefficients[(top + y) * stride + x]!;
      const hy = 2 * coefficients[y * stride + left + x]!;
      const [lowerRight, lowerLeft] = [sums[at + left + 1]! - sums[at]!, sums[at]! - sums[at + left - 1]!];
      const [upperRight, upperLeft] = [sums[at]! - sums[at - left + 1]!, sums[at - left - 1]! - sums[at]!];
      const bound = (nearer: typeof Math.min, further: typeof Math.min): number =>
        nearer(
          further(lowerRight, 0) - hx - hy,
          further(lowerLeft, 0) + hx - hy,
          further(upperRight, 0) - hx + hy,
          further(upperLeft, 0) + hx + hy
        );
      const curvature = lowerRight + upperLeft + lowerLeft + upperRight;
      const [low, high] = [bound(Math.max, Math.min), bound(Math.min, Math.max)];
      move((top + y) * stride + left + x, curvature, 16 * low, 16 * high, 64);
    }
}

const clamp = (value: number, low: number, high: number): number => Math.max(Math.min(value, high), low);

/** Rounds to the nearest multiple of a power of two, halves away from 0. The low 32 bits, which `&` sees, are enough. */
function roundTo(value: number, unit: number): number {
  const half = unit >> 1;
  const raised = value >= 0 || half === 0 ? value + half : value + half - 1;
  return raised - (raised & (unit - 1));
}

const halved = (length: number, times: number): number => Math.ceil(length / 2 ** times);

const ceilLog2 = (value: number): number => 32 - Math.clz32(value - 1);

/** Past the end of the bytes it reads zeros, which `assertNotPastEnd` detects. */
class CodeReader {
  readonly #bytes: Uint8Array;
  #next = PREAMBLE_BYTES;
  /** The last `#count` bits are not read yet. */
  #bits = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next `count` bits, at most 6. */
  read(count: number): number {
    const bits = this.#peek(count);
    this.#count -= count;
    return bits;
  }

  readHuffman(): number {
    const entry = HUFFMAN[this.#peek(6)]!;
    this.#count -= entry >> 4;
    return entry & 15;
  }

  alignToByte(): void {
    this.#next -= this.#count >> 3;
    this.#count = 0;
  }

  assertNotPastEnd(): void {
    if (8 * this.#next - this.#count > 8 * this.#bytes.length)
      throw new Error('the compressed bytes end too early');
  }

  #peek(count: number): number {
    if (this.#count < count) {
      this.#bits = (this.#bits << 8) | this.#bytes[this.#next++]!;
      this.#count += 8;
    }
    return (this.#bits >>> (this.#count - count)) & ((1 << count) - 1);
  }
}

/** For every six bits that begin with a Huffman code: 16 x the length of the code + the value it stands for. */
const HUFFMAN = ((): Uint8Array => {
  const codes = [
    '111110',
    '000',
    '001',
    '1000',
    '010',
    '1001',
    '11010',
    '11011',
    '011',
    '11100',
    '1010',
    '11101',
    '1011',
    '11110',
    '111111',
    '1100'
  ];
  const table = new Uint8Array(64);
  for (const [value, code] of codes.entries()) {
    const first = parseInt(code.padEnd(6, '0'), 2);
    table.fill(16 * code.length + value, first, first + 2 ** (6 - code.length));
  }
  return table;
})();
