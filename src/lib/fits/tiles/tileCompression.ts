import { binaryTableColumns } from '../tables/binaryTableColumns';
import type { Quantization } from './dequantize';
import { FitsError } from '../file/FitsError';
import { pixelScale } from '../pixels/decodePixels';
import { axisLengths, bitsPerPixel, hduLabel, type Hdu } from '../file/Hdu';

const ALGORITHMS = ['RICE_1', 'GZIP_1', 'GZIP_2', 'HCOMPRESS_1', 'PLIO_1', 'NOCOMPRESS'] as const;
const METHODS = ['NO_DITHER', 'SUBTRACTIVE_DITHER_1', 'SUBTRACTIVE_DITHER_2'] as const;
const MAX_TILE_PIXELS = 2 ** 28;

/** How an image was cut into tiles and compressed, from its header (FITS 4.0, section 10.1). */
export interface TileCompression {
  readonly algorithm: (typeof ALGORITHMS)[number];
  /** BITPIX of the image before compression. */
  readonly bitpix: number;
  /** Lengths of the axes of the image, first axis first; at least two. */
  readonly axes: readonly number[];
  /** Lengths of the axes of a whole tile, which is no larger than the image. */
  readonly tile: readonly number[];
  /** How real numbers were turned into integers; null where they were not. */
  readonly quantization: Quantization | null;
  /** RICE_1 only: pixels in a block, and bytes of a pixel. */
  readonly blockSize: number;
  readonly bytesPerPixel: number;
  /** PLIO_1 only: what was added to the integers before compression, as it has no negative numbers. */
  readonly plioOffset: number;
  /** HCOMPRESS_1 only: whether to smooth the blocks that lossy compression leaves. */
  readonly smooth: boolean;
}

/**
 * @throws FitsError if the header is not legal, or needs something that we cannot decode
 */
export function tileCompression(hdu: Hdu): TileCompression {
  const bitpix = bitsPerPixel(hdu.index, hdu.header, 'Z');
  const algorithm = compressionAlgorithm(hdu);
  const quantization = bitpix < 0 ? imageQuantization(hdu) : null;
  if (['RICE_1', 'HCOMPRESS_1', 'PLIO_1'].includes(algorithm)) {
    if (bitpix < 0 && !quantization)
      throw new FitsError(`${hduLabel(hdu)}: real numbers compressed with ${algorithm} must be quantized.`);
    if (bitpix === 64)
      throw new FitsError(`${hduLabel(hdu)}: ${algorithm} is not for integers of 64 bits (ZBITPIX).`);
  }
  const axes = axisLengths(hdu.index, hdu.header, 'Z');
  if (axes.length === 1) axes.push(1);
  return {
    algorithm,
    bitpix,
    axes,
    tile: tileLengths(hdu, axes),
    quantization,
    blockSize: parameter(hdu, 'BLOCKSIZE', 32, (value) => value > 0),
    bytesPerPixel: parameter(hdu, 'BYTEPIX', 4, (value) => [1, 2, 4].includes(value)),
    plioOffset: plioOffset(hdu, bitpix),
    smooth: parameter(hdu, 'SMOOTH', 0, () => true) !== 0
  };
}

/** Whether the table of tiles has a column of this name (in upper case). */
export function hasColumn(hdu: Hdu, name: string): boolean {
  return hdu.kind === 'compressedImage' && binaryTableColumns(hdu).some((column) => column.name === name);
}

function compressionAlgorithm(hdu: Hdu): TileCompression['algorithm'] {
  const name = hdu.header.string('ZCMPTYPE');
  const known = ALGORITHMS.find((algorithm) => algorithm === (name === 'RICE_ONE' ? 'RICE_1' : name));
  if (known) return known;
  throw new FitsError(
    `${hduLabel(hdu)}: images compressed with ${name ?? 'no known method'} cannot be read here.`
  );
}

function imageQuantization(hdu: Hdu): Quantization | null {
  const name = hdu.header.string('ZQUANTIZ') ?? 'NO_DITHER';
  const hasScale = hdu.header.has('ZSCALE') || hasColumn(hdu, 'ZSCALE');
  if (name === 'NONE' || !hasScale) return null;
  const method = METHODS.find((method) => method === name);
  if (!method) throw new FitsError(`${hduLabel(hdu)}: the quantization ${name} (ZQUANTIZ) is unknown.`);
  const seed = hdu.header.number('ZDITHER0') ?? 1;
  // By this seed alone, fpack -d says that there is no dither.
  if (seed === 0) return { method: 'NO_DITHER', seed: 1 };
  if (Number.isInteger(seed) && seed >= 1 && seed <= 10_000) return { method, seed };
  throw new FitsError(`${hduLabel(hdu)}: ZDITHER0 must be 1 to 10000, but it is ${seed}.`);
}

/** Of unsigned 16-bit integers, cfitsio (`imcomp_compress_tile`) compresses the physical values, not those stored. */
function plioOffset(hdu: Hdu, bitpix: number): number {
  const { zero } = pixelScale(hdu);
  return bitpix === 16 && zero === 32768 ? zero : 0;
}

/** ZTILEn; by default a tile is a row. */
function tileLengths(hdu: Hdu, axes: readonly number[]): number[] {
  const tile = axes.map((length, axis) => {
    const fallback = axis === 0 ? length : 1;
    const tileLength = hdu.header.number(`ZTILE${axis + 1}`) ?? fallback;
    if (Number.isInteger(tileLength) && tileLength > 0) return Math.min(length, tileLength);
    throw new FitsError(`${hduLabel(hdu)}: ZTILE${axis + 1} must be a whole number above 0.`);
  });
  if (tile.reduce((product, length) => product * length, 1) > MAX_TILE_PIXELS)
    throw new FitsError(`${hduLabel(hdu)}: tiles of more than 256 megapixels cannot be read here.`);
  return tile;
}

/** Value of the parameter `name`, given as a pair ZNAMEi, ZVALi. */
function parameter(hdu: Hdu, name: string, fallback: number, isLegal: (value: number) => boolean): number {
  for (let i = 1; hdu.header.has(`ZNAME${i}`); i++) {
    if (hdu.header.string(`ZNAME${i}`) !== name) continue;
    const value = hdu.header.number(`ZVAL${i}`);
    if (value !== null && Number.isInteger(value) && isLegal(value)) return value;
    throw new FitsError(`${hduLabel(hdu)}: the compression parameter ${name} (ZVAL${i}) is not legal.`);
  }
  return fallback;
}
