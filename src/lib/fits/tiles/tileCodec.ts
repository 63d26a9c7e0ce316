import { gunzipTile } from './gunzipTile';
import { hcompressDecode } from './hcompressDecode';
import { riceDecode } from './riceDecode';
import type { StoredPixels } from '../pixels/StoredPixels';
import type { TileCompression } from './tileCompression';
import { withinRange } from './withinRange';

/**
 * Decompresses a tile. What it returns is valid until the next call.
 * @param columns first axis of the tile
 * @param pixels of the whole tile
 * @throws Error if the tile is damaged
 */
export type TileCodec = (bytes: Uint8Array<ArrayBuffer>, columns: number, pixels: number) => StoredPixels;

/** The codec of an image; it returns quantized reals as the integers they became. */
export async function tileCodec(compression: TileCompression): Promise<TileCodec> {
  const { algorithm, quantization, blockSize, bytesPerPixel, smooth } = compression;
  const bitpix = quantization ? 32 : compression.bitpix;
  switch (algorithm) {
    case 'NOCOMPRESS':
      return (bytes, _, pixels) => uncompressedPixels(bytes, pixels, bitpix);
    case 'GZIP_1':
      return (bytes, _, pixels) => withinRange(gunzipPixels(bytes, pixels, bitpix), bitpix);
    case 'GZIP_2':
      return (bytes, _, pixels) => withinRange(unshuffle(gunzipPixels(bytes, pixels, bitpix)), bitpix);
    case 'RICE_1': {
      const rice = intoScratch((bytes, _, out) => riceDecode(bytes, blockSize, bytesPerPixel, out));
      const isNarrow = 8 * bytesPerPixel <= bitpix;
      return (...tile) => (isNarrow ? rice(...tile) : withinRange(rice(...tile), bitpix));
    }
    case 'HCOMPRESS_1': {
      // Byte 10 of a tile holds its scale, above 1 where bits were dropped.
      const isLossy = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset).getInt32(10) > 1;
      const hcompress = intoScratch((bytes, columns, out) => hcompressDecode(bytes, columns, smooth, out));
      return (...tile) => withinRange(hcompress(...tile), bitpix, isLossy(tile[0]));
    }
    case 'PLIO_1': {
      // Rarely needed, and fitsjs is larger than all the rest of the reader.
      const { plioDecode } = await import('./plioDecode');
      return (bytes, _, pixels) => {
        const integers = plioDecode(bytes, pixels);
        for (let i = 0; i < integers.length; i++) integers[i]! -= compression.plioOffset;
        return withinRange({ integers }, bitpix);
      };
    }
  }
}

/** @throws Error if the bytes are not this number of pixels */
export function uncompressedPixels(bytes: Uint8Array, pixels: number, bitpix: number) {
  if (8 * bytes.length !== pixels * Math.abs(bitpix)) throw new Error(`it has ${bytes.length} bytes`);
  return { bytes, bitpix };
}

/**
 * Integers may be stored in a wider type than that of the image, as cfitsio does.
 * @throws Error if the bytes are not this number of pixels, or are damaged
 */
export function gunzipPixels(bytes: Uint8Array, pixels: number, bitpix: number) {
  const inflated = gunzipTile(bytes, pixels * 8);
  const bits = (8 * inflated.length) / pixels;
  const isWider = bitpix > 0 && bits > bitpix && [16, 32].includes(bits);
  if (bits !== Math.abs(bitpix) && !isWider) throw new Error(`it inflates to ${inflated.length} bytes`);
  return { bytes: inflated, bitpix: isWider ? bits : bitpix };
}

function intoScratch(
  decode: (bytes: Uint8Array, columns: number, out: Int32Array) => void
): (bytes: Uint8Array, columns: number, pixels: number) => StoredPixels {
  let scratch = new Int32Array(0);
  return (bytes, columns, pixels) => {
    if (scratch.length < pixels) scratch = new Int32Array(pixels);
    const integers = scratch.subarray(0, pixels);
    decode(bytes, columns, integers);
    return { integers };
  };
}

/** GZIP_2 stores the first bytes of all pixels, then all second bytes, and so on. */
function unshuffle({ bytes, bitpix }: { readonly bytes: Uint8Array; readonly bitpix: number }) {
  const bytesPerPixel = Math.abs(bitpix) / 8;
  const pixels = bytes.length / bytesPerPixel;
  const out = new Uint8Array(bytes.length);
  for (let byte = 0; byte < bytesPerPixel; byte++)
    for (let i = 0; i < pixels; i++) out[i * bytesPerPixel + byte] = bytes[byte * pixels + i]!;
  return { bytes: out, bitpix };
}
