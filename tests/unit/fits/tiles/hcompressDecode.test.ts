import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hcompressDecode } from '../../../../src/lib/fits/tiles/hcompressDecode';

/** Lossless HCOMPRESS_1 without quadtrees, in big integers, after White's description. */
function encode(pixels: ArrayLike<number>, columns: number): Uint8Array {
  const rows = pixels.length / columns;
  const coefficients = transform(Array.from(pixels, BigInt), columns);
  const header = new DataView(new ArrayBuffer(25));
  header.setUint16(0, 0xdd99);
  header.setInt32(2, rows);
  header.setInt32(6, columns);
  header.setBigInt64(14, coefficients[0]!);
  coefficients[0] = 0n;

  const [top, left] = [(rows + 1) >> 1, (columns + 1) >> 1];
  const quadrants = [
    { y0: 0, y1: top, x0: 0, x1: left, kind: 0 },
    { y0: 0, y1: top, x0: left, x1: columns, kind: 1 },
    { y0: top, y1: rows, x0: 0, x1: left, kind: 1 },
    { y0: top, y1: rows, x0: left, x1: columns, kind: 2 }
  ];
  const at = (y: number, x: number) => coefficients[y * columns + x]!;
  const size = (value: bigint) => (value < 0n ? -value : value);
  for (const { y0, y1, x0, x1, kind } of quadrants)
    for (let y = y0; y < y1; y++)
      for (let x = x0; x < x1; x++) {
        const planes = at(y, x) === 0n ? 0 : size(at(y, x)).toString(2).length;
        header.setUint8(22 + kind, Math.max(header.getUint8(22 + kind), planes));
      }
  let bits = '';
  for (const { y0, y1, x0, x1, kind } of quadrants)
    for (let plane = header.getUint8(22 + kind) - 1; plane >= 0; plane--) {
      bits += '0000';
      const bit = (y: number, x: number) => (y < y1 && x < x1 ? (size(at(y, x)) >> BigInt(plane)) & 1n : 0n);
      for (let y = y0; y < y1; y += 2)
        for (let x = x0; x < x1; x += 2)
          bits += `${bit(y, x)}${bit(y, x + 1)}${bit(y + 1, x)}${bit(y + 1, x + 1)}`;
    }
  bits += '0000';
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0');
  for (const value of coefficients) if (value !== 0n) bits += value < 0n ? '1' : '0';
  const body = (bits.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2));
  return Uint8Array.of(...new Uint8Array(header.buffer), ...body);
}

/** Sums and differences of 2 x 2 pixels, then of the sums, and so on; parity makes up for the low bits it drops. */
function transform(pixels: readonly bigint[], columns: number): bigint[] {
  const out = [...pixels];
  let [width, height, unit] = [columns, pixels.length / columns, 1n];
  while (width > 1 || height > 1) {
    const [left, top] = [(width + 1) >> 1, (height + 1) >> 1];
    const sums = [...out];
    const shift = unit === 1n ? 0n : 1n;
    for (let y = 0; y < height; y += 2)
      for (let x = 0; x < width; x += 2) {
        // Beyond an odd edge pixels are mirrored, so that there are no differences.
        const [bottom, right] = [Math.min(y + 1, height - 1), Math.min(x + 1, width - 1)];
        const [a, b] = [sums[y * columns + x]!, sums[y * columns + right]!];
        const [c, d] = [sums[bottom * columns + x]!, sums[bottom * columns + right]!];
        const [i, j] = [y >> 1, x >> 1];
        out[i * columns + j] = round((a + b + c + d) >> shift, 4n * unit);
        if (bottom > y) out[(top + i) * columns + j] = round((c + d - a - b) >> shift, 2n * unit);
        if (right > x) out[i * columns + left + j] = round((b + d - a - c) >> shift, 2n * unit);
        if (bottom > y && right > x) out[(top + i) * columns + left + j] = (a + d - b - c) >> shift;
      }
    [width, height, unit] = [left, top, 2n * unit];
  }
  return out;
}

function round(value: bigint, unit: bigint): bigint {
  const raised = value >= 0n ? value + unit / 2n : value + unit / 2n - 1n;
  return raised & -unit;
}

function decode(bytes: Uint8Array, pixels: number, columns: number): Int32Array {
  const out = new Int32Array(pixels);
  hcompressDecode(bytes, columns, false, out);
  return out;
}

describe('hcompressDecode', () => {
  it('gives back integers of all 32 bits, in tiles of any size', () => {
    const tiles = fc
      .tuple(
        fc.integer({ min: 2, max: 21 }),
        fc.integer({ min: 2, max: 21 }),
        fc.integer({ min: 1, max: 32 })
      )
      .chain(([rows, columns, bits]) => {
        const [min, max] = [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
        const length = rows * columns;
        return fc.tuple(
          fc.int32Array({ minLength: length, maxLength: length, min, max }),
          fc.constant(columns)
        );
      });
    fc.assert(
      fc.property(tiles, ([pixels, columns]) => {
        expect(decode(encode(pixels, columns), pixels.length, columns)).toEqual(pixels);
      })
    );
  });

  it('refuses whatever is cut short', () => {
    const pixels = Int32Array.from({ length: 35 }, (_, i) => (i * 7919) % 1000);
    const bytes = encode(pixels, 7);
    for (let length = 0; length < bytes.length; length++)
      expect(() => decode(bytes.subarray(0, length), 35, 7), `${length} bytes`).toThrow(
        'the compressed bytes end too early'
      );
  });

  it.each([
    ['not HCOMPRESS data', 0, 0],
    ['the tile has another size', 5, 6],
    ['the tile has another size', 9, 5],
    ['its numbers are too large', 15, 0x40],
    ['its numbers are too large', 22, 60],
    ['unknown bit-plane format: 1', 25, 0x10]
  ])('says %s', (message, at, value) => {
    const bytes = encode(new Int32Array(35).fill(5).with(3, 9), 7);
    bytes[at] = value;
    expect(() => decode(bytes, 35, 7)).toThrow(message);
  });
});
