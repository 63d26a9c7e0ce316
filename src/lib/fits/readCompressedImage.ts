import { decodePixels, pixelScale, type PixelScale } from './decodePixels';
import { dequantize } from './dequantize';
import { FitsError } from './FitsError';
import { gunzipTile } from './gunzipTile';
import { hduLabel, type Hdu } from './Hdu';
import type { FitsFile } from './openFits';
import { readBytes } from './readBytes';
import { riceDecode } from './riceDecode';
import { tileCompression, type TileCompression } from './tileCompression';
import { TileTable } from './tileTable';

/** Pixels of a tile: bytes as in a plain image, or integers already taken apart. */
type TilePixels = { readonly bytes: Uint8Array; readonly bitpix: number } | { readonly integers: Int32Array };
type Codec = (bytes: Uint8Array<ArrayBuffer>, pixels: number) => TilePixels;

/**
 * Reads the first plane of a tile-compressed image (FITS 4.0, section 10) as physical values; blank
 * pixels are NaN.
 * @param width first axis of the image in pixels, and `height` its second
 * @throws FitsError if the data are cut short, damaged, or compressed in a way we do not know
 */
export async function readCompressedImage(
  file: FitsFile,
  hdu: Hdu,
  width: number,
  height: number
): Promise<Float32Array> {
  const compression = tileCompression(hdu);
  const codec = await tileCodec(compression);
  const table = new TileTable(hdu, await readBytes(file, hdu, 0, hdu.dataLength));
  const [tileWidth, tileHeight, ...deeper] = compression.tile as [number, number, ...number[]];
  const across = Math.ceil(width / tileWidth);
  const down = Math.ceil(height / tileHeight);
  if (table.rows < across * down)
    throw new FitsError(`${hduLabel(hdu)}: the image needs ${across * down} tiles, but has ${table.rows}.`);

  const depth = deeper.reduce((product, length) => product * length, 1);
  const scratch = new Float32Array(tileWidth * tileHeight * depth);
  const data = new Float32Array(width * height);
  for (let tile = 0; tile < across * down; tile++) {
    const left = (tile % across) * tileWidth;
    const top = Math.floor(tile / across) * tileHeight;
    const columns = Math.min(tileWidth, width - left);
    const rows = Math.min(tileHeight, height - top);
    const pixels = scratch.subarray(0, columns * rows * depth);
    decodeTile(table, compression, codec, tile, pixels);
    for (let y = 0; y < rows; y++)
      data.set(pixels.subarray(y * columns, (y + 1) * columns), (top + y) * width + left);
  }
  return data;
}

/**
 * Finds the tile in one of its three columns. Where the integers of quantized numbers did not compress,
 * writers store the numbers themselves, with gzip or as they are, and those are not dithered.
 */
function decodeTile(
  table: TileTable,
  compression: TileCompression,
  codec: Codec,
  tile: number,
  out: Float32Array
): void {
  const { hdu } = table;
  const { bitpix } = compression;
  const scale = tileScale(table, tile);
  const compressed = table.bytes('COMPRESSED_DATA', tile);
  const gzipped = table.bytes('GZIP_COMPRESSED_DATA', tile);
  const plain = table.bytes('UNCOMPRESSED_DATA', tile);
  const length = (out.length * Math.abs(bitpix)) / 8;
  try {
    if (compressed.length > 0) {
      const pixels = codec(compressed, out.length);
      if (compression.quantization) restoreReals(table, compression, tile, pixels, scale, out);
      else if ('bytes' in pixels) decodePixels(pixels.bytes, pixels.bitpix, scale, out);
      else scaleIntegers(pixels.integers, scale, out);
    } else if (gzipped.length > 0) {
      const pixels = gunzipPixels(gzipped, out.length, bitpix);
      decodePixels(pixels.bytes, pixels.bitpix, scale, out);
    } else if (plain.length === length) decodePixels(plain, bitpix, scale, out);
    else throw new Error('it has no pixels');
  } catch (cause) {
    if (cause instanceof FitsError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FitsError(`${hduLabel(hdu)}: tile ${tile + 1} is damaged (${reason}).`, { cause });
  }
}

/** BZERO and BSCALE of the image; its blank value is in a column or card ZBLANK, or else in BLANK. */
function tileScale(table: TileTable, tile: number): PixelScale {
  const scale = pixelScale(table.hdu);
  const blank = table.number('ZBLANK', tile);
  return Number.isInteger(blank) ? { ...scale, blank: BigInt(blank!) } : scale;
}

function restoreReals(
  table: TileTable,
  { quantization }: TileCompression,
  tile: number,
  pixels: TilePixels,
  { zero, scale }: PixelScale,
  out: Float32Array
): void {
  const { hdu } = table;
  const tileScale = table.number('ZSCALE', tile);
  const tileZero = table.number('ZZERO', tile);
  if (tileScale === null || tileZero === null)
    throw new FitsError(`${hduLabel(hdu)}: the quantized pixels have no ZSCALE or no ZZERO.`);
  const integers = 'integers' in pixels ? pixels.integers : bigEndianIntegers(pixels.bytes);
  dequantize(integers, quantization!, tile, tileScale, tileZero, table.number('ZBLANK', tile), out);
  if (zero !== 0 || scale !== 1) for (let i = 0; i < out.length; i++) out[i] = zero + scale * out[i]!;
}

function bigEndianIntegers(bytes: Uint8Array): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int32Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(4 * i));
}

function scaleIntegers(integers: Int32Array, { zero, scale, blank }: PixelScale, out: Float32Array): void {
  const nothing = blank === null ? NaN : Number(blank);
  for (let i = 0; i < out.length; i++) {
    const stored = integers[i]!;
    out[i] = stored === nothing ? NaN : zero + scale * stored;
  }
}

async function tileCodec(compression: TileCompression): Promise<Codec> {
  const { algorithm, bitpix, quantization, blockSize, bytesPerPixel, smooth } = compression;
  const storedBitpix = quantization ? 32 : bitpix;
  switch (algorithm) {
    case 'GZIP_1':
      return (bytes, pixels) => gunzipPixels(bytes, pixels, storedBitpix);
    case 'GZIP_2':
      return (bytes, pixels) => unshuffle(gunzipPixels(bytes, pixels, storedBitpix));
    case 'RICE_1':
      return (bytes, pixels) => {
        const integers = new Int32Array(pixels);
        riceDecode(bytes, blockSize, bytesPerPixel, integers);
        return { integers };
      };
    default: {
      // Rarely met, and fitsjs is larger than all the rest of the reader.
      const { fitsjsTile } = await import('./fitsjsTile');
      return (bytes, pixels) => ({ integers: fitsjsTile(algorithm, bytes, pixels, smooth) });
    }
  }
}

/** Early versions of cfitsio stored integers wider than the image has them: the length tells. */
function gunzipPixels(bytes: Uint8Array, pixels: number, bitpix: number) {
  const inflated = gunzipTile(bytes, pixels * 8);
  const bits = (8 * inflated.length) / pixels;
  const isWider = bitpix > 0 && bits > bitpix && [16, 32].includes(bits);
  if (bits !== Math.abs(bitpix) && !isWider) throw new Error(`it inflates to ${inflated.length} bytes`);
  return { bytes: inflated, bitpix: isWider ? bits : bitpix };
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
