import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { riceDecode } from '../../../../src/lib/fits/tiles/riceDecode';

const CODE_BITS: Readonly<Record<number, number>> = { 1: 3, 2: 4, 4: 5 };
const STORED: Readonly<Record<number, number>> = { 1: 7, 2: 15, 4: 26 };

const binary = (value: number, count: number): string =>
  count === 0 ? '' : (BigInt(value) & (2n ** BigInt(count) - 1n)).toString(2).padStart(count, '0');

/** RICE_1 as a text of bits. Each block takes its code, its number of low bits, in turn from `codes` where possible. */
function encode(
  pixels: readonly number[],
  blockSize: number,
  size: number,
  codes: readonly number[]
): Uint8Array {
  const width = 8 * size;
  let bits = binary(pixels[0]!, width);
  let last = pixels[0]!;
  for (let start = 0; start < pixels.length; start += blockSize) {
    const folded = pixels.slice(start, start + blockSize).map((pixel) => {
      const difference = Number(BigInt.asIntN(width, BigInt(pixel) - BigInt(last)));
      last = pixel;
      return difference < 0 ? -2 * difference - 1 : 2 * difference;
    });
    const low = codes[(start / blockSize) % codes.length]!;
    const isFlat = folded.every((value) => value === 0);
    const isShort = folded.every((value) => value / 2 ** low < 200);
    if (isFlat) bits += binary(0, CODE_BITS[size]!);
    else if (low + 1 < STORED[size]! && isShort) {
      bits += binary(low + 1, CODE_BITS[size]!);
      for (const value of folded) bits += `${'0'.repeat(Math.floor(value / 2 ** low))}1${binary(value, low)}`;
    } else {
      bits += binary(STORED[size]!, CODE_BITS[size]!);
      for (const value of folded) bits += binary(value, width);
    }
  }
  return Uint8Array.from(bits.match(/.{1,8}/g)!, (byte) => parseInt(byte.padEnd(8, '0'), 2));
}

/** Random walks with steps that are small, large, or 0. */
const tiles = fc.constantFrom(1, 2, 4).chain((size) => {
  const [min, max] = size === 1 ? [0, 255] : [-(2 ** (8 * size - 1)), 2 ** (8 * size - 1) - 1];
  const value = fc.oneof(fc.integer({ min, max }), fc.integer({ min: 0, max: 60 }), fc.constant(7));
  return fc.record({
    size: fc.constant(size),
    pixels: fc.array(value, { minLength: 1, maxLength: 90 }),
    blockSize: fc.integer({ min: 1, max: 33 }),
    codes: fc.array(fc.integer({ min: 0, max: 24 }), { minLength: 1, maxLength: 5 })
  });
});

describe('riceDecode', () => {
  it('gives back what was encoded, whatever the codes of the blocks', () => {
    fc.assert(
      fc.property(tiles, ({ size, pixels, blockSize, codes }) => {
        const out = new Int32Array(pixels.length);
        riceDecode(encode(pixels, blockSize, size, codes), blockSize, size, out);
        expect([...out]).toEqual(pixels);
      }),
      { numRuns: 500 }
    );
  });

  it('refuses whatever is cut short', () => {
    fc.assert(
      fc.property(tiles, fc.nat(), ({ size, pixels, blockSize, codes }, cut) => {
        const bytes = encode(pixels, blockSize, size, codes);
        const out = new Int32Array(pixels.length);
        const short = bytes.subarray(0, cut % bytes.length);
        expect(() => riceDecode(short, blockSize, size, out)).toThrow('the compressed bytes end too early');
      })
    );
  });

  it('does not count zeros forever', () => {
    const bytes = Uint8Array.of(0, 0, 0x10, ...new Uint8Array(100));
    expect(() => riceDecode(bytes, 32, 2, new Int32Array(10))).toThrow('the compressed bytes end too early');
  });

  it('says what is not a Rice code', () => {
    const bytes = Uint8Array.of(0, 0, 0, 0, 0xff, 0, 0, 0);
    expect(() => riceDecode(bytes, 32, 4, new Int32Array(10))).toThrow('not a Rice code: 31');
  });
});
