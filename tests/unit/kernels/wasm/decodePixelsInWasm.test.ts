import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePixels, type PixelScale } from '../../../../src/lib/fits/pixels/decodePixels';
import { decodePixelsInWasm } from '../../../../src/lib/kernels/wasm/decodePixelsInWasm';
import { loadKernels } from '../../../../src/lib/kernels/wasm/loadKernels';

const kernels = (await loadKernels())!;
const UNSCALED: PixelScale = { zero: 0, scale: 1, blank: null };
const BITPIX = [8, 16, 32, 64, -32, -64];

/** Scales of real files, those at the edges of what float32 holds, and any. */
const zeros = fc.oneof(
  fc.constantFrom(0, -0, 32768, -128, 2 ** 31, 2 ** 63, 2 ** 23, 2 ** 23 + 1, 2 ** 24, 0.5, 1e300, NaN),
  fc.integer(),
  fc.double()
);
const scales = fc.oneof(fc.constantFrom(1, 1, 1, -1, 2, 0, 0.0458, 1e-300), fc.double());

describe('the twins', () => {
  it.each(BITPIX)('agree to the bit on any bytes of BITPIX %i', (bitpix) => {
    const pixelBytes = Math.abs(bitpix) / 8;
    const cases = fc.record({
      bytes: fc.uint8Array({ maxLength: 300 }),
      offset: fc.nat(9),
      zero: zeros,
      scale: scales,
      blank: fc.option(fc.bigInt(-(2n ** 66n), 2n ** 66n)),
      blankIndex: fc.option(fc.nat(300))
    });
    fc.assert(
      fc.property(cases, ({ bytes, offset, zero, scale, blank, blankIndex }) => {
        const stored = bytes.subarray(Math.min(offset, bytes.length)); // aligned or not
        const count = Math.floor(stored.length / pixelBytes);
        const isBlankOfPixel = blankIndex !== null && blankIndex < count && bitpix > 0;
        const chosen = isBlankOfPixel ? storedInteger(stored, bitpix, blankIndex) : blank;
        expect(difference(stored, bitpix, { zero, scale, blank: chosen }, count)).toBeNull();
      }),
      { numRuns: 1000 }
    );
  });

  it('agree on all values of 16 bits, blank or not', () => {
    const bytes = new Uint8Array(2 * 65536);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < 65536; i++) view.setUint16(2 * i, i);
    // The last two round otherwise when added in float32.
    for (const zero of [0, 32768, 2 ** 24 + 1, 2 ** -24 + 2 ** -50])
      for (const scale of [1, 0.0458])
        for (const blank of [null, -32768n, 0n, 65535n, 2n ** 64n, -(2n ** 63n)])
          expect(difference(bytes, 16, { zero, scale, blank }, 65536)).toBeNull();
  });

  it('agree on all halves of reals of 32 bits, quiet and signalling NaN among them', () => {
    const bytes = new Uint8Array(4 * 131072);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < 65536; i++) {
      view.setUint32(8 * i, i * 65536);
      view.setUint32(8 * i + 4, i * 65536 + 1);
    }
    expect(difference(bytes, -32, UNSCALED, 131072)).toBeNull();
    expect(difference(bytes, -32, { ...UNSCALED, zero: -1.5, scale: 3 }, 131072)).toBeNull();
  });

  it.each(BITPIX)('agree on zeros of BITPIX %i without BLANK', (bitpix) => {
    expect(difference(new Uint8Array(64), bitpix, UNSCALED, 8)).toBeNull();
  });

  it.each(BITPIX)('agree where BITPIX %i takes more than one chunk', (bitpix) => {
    const count = 2 ** 18 + 5;
    const bytes = Uint8Array.from(
      { length: (count * Math.abs(bitpix)) / 8 },
      (_, i) => Math.imul(i, 2654435761) >>> 24
    );
    expect(difference(bytes, bitpix, { zero: 1.5, scale: 0.25, blank: 7n }, count)).toBeNull();
  });
});

it('keeps the payload of NaN', () => {
  const out = new Float32Array(1);
  decodePixelsInWasm(kernels, Uint8Array.of(0x7f, 0x80, 0, 1), -32, UNSCALED, out);
  expect([...new Uint32Array(out.buffer)]).toEqual([0x7f800001]);
});

it('writes no pixel but those asked for, and leaves no bytes of an earlier image in them', () => {
  const whole = new Float32Array(8).fill(-1);
  decodePixelsInWasm(kernels, new Uint8Array(64).fill(255), 8, UNSCALED, new Float32Array(64));
  decodePixelsInWasm(kernels, Uint8Array.of(1, 2, 3, 4), 8, UNSCALED, whole.subarray(2, 5));
  expect([...whole]).toEqual([-1, -1, 1, 2, 3, -1, -1, -1]);
});

it('refuses fewer bytes than the pixels take', () => {
  expect(() => decodePixelsInWasm(kernels, new Uint8Array(5), 16, UNSCALED, new Float32Array(3))).toThrow(
    new RangeError('5 bytes for 3 pixels of BITPIX 16')
  );
});

/** Where the twins first disagree, and how; null if nowhere. */
function difference(bytes: Uint8Array, bitpix: number, scale: PixelScale, count: number): string | null {
  const plain = new Float32Array(count);
  const wasm = new Float32Array(count);
  decodePixels(bytes, bitpix, scale, plain);
  decodePixelsInWasm(kernels, bytes, bitpix, scale, wasm);
  // What a sum with NaN leaves of its payload is not defined, in JavaScript or in WebAssembly.
  const isCopied = bitpix === -32 && scale.zero === 0 && scale.scale === 1;
  const [plainBits, wasmBits] = [plain, wasm].map((pixels) => bitsOf(pixels, !isCopied));
  const different = plainBits!.findIndex((bits, i) => bits !== wasmBits![i]);
  return different < 0 ? null : `pixel ${different}: ${wasm[different]}, not ${plain[different]}`;
}

function bitsOf(pixels: Float32Array, allNaNsAlike: boolean): Uint32Array {
  const bits = new Uint32Array(pixels.buffer);
  if (allNaNsAlike) for (let i = 0; i < bits.length; i++) if (Number.isNaN(pixels[i])) bits[i] = 0x7fc00000;
  return bits;
}

function storedInteger(bytes: Uint8Array, bitpix: number, index: number): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bitpix === 8) return BigInt(bytes[index]!);
  if (bitpix === 16) return BigInt(view.getInt16(2 * index));
  return bitpix === 32 ? BigInt(view.getInt32(4 * index)) : view.getBigInt64(8 * index);
}
