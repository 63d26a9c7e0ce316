import { pixelScale, type PixelScale } from '../pixels/decodePixels';
import { bitsPerPixel, type Hdu } from '../file/Hdu';
import type { FitsFile } from '../file/openFits';
import { openPlane } from './openPlane';
import { physicalPixels } from '../pixels/physicalPixels';
import { storedIntegers, type StoredPixels } from '../pixels/StoredPixels';
import { hasColumn } from '../tiles/tileCompression';

export interface Pixels {
  /** Row-major, `width * height` values. */
  readonly data: IntegerArray | Float32Array | Float64Array;
  readonly width: number;
  readonly height: number;
  /** Value in `data` that stands for "no data"; null if none does, or NaN. */
  readonly blank: number | bigint | null;
}

type IntegerArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** Integers that are exact in an array of their own type, by BITPIX and BZERO (FITS 4.0, table 11). */
const INTEGER_ARRAYS: Readonly<Record<number, ReadonlyMap<number, new (length: number) => IntegerArray>>> = {
  8: new Map<number, new (length: number) => IntegerArray>([
    [0, Uint8Array],
    [-128, Int8Array]
  ]),
  16: new Map<number, new (length: number) => IntegerArray>([
    [0, Int16Array],
    [2 ** 15, Uint16Array]
  ]),
  32: new Map<number, new (length: number) => IntegerArray>([
    [0, Int32Array],
    [2 ** 31, Uint32Array]
  ]),
  64: new Map<number, new (length: number) => IntegerArray>([
    [0, BigInt64Array],
    [2 ** 63, BigUint64Array]
  ])
};

/**
 * Reads one plane of an image, plain or tile-compressed, exactly: integers in an array of their own type,
 * signed or unsigned, reals in one of their own precision. With any other BZERO or BSCALE, the physical values
 * are float64, with NaN for BLANK.
 * @param plane counted from 0 over the third and all further axes
 * @throws RangeError if there is no such plane
 * @throws FitsError if the HDU has no image, it is larger than 256 megapixels, or its data are cut short,
 * damaged or compressed in a way we do not know
 */
export async function readPixels(file: FitsFile, hdu: Hdu, plane = 0): Promise<Pixels> {
  const { width, height, read } = openPlane(file, hdu, plane);
  const bitpix = bitsPerPixel(hdu.index, hdu.header, hdu.kind === 'image' ? '' : 'Z');
  const scale = pixelScale(hdu);
  const Integers = scale.scale === 1 ? INTEGER_ARRAYS[bitpix]?.get(scale.zero) : undefined;
  // A column ZBLANK gives each tile its own blank value; only NaN can stand for all of them.
  if (Integers && !hasColumn(hdu, 'ZBLANK')) {
    const data = new Integers(width * height);
    await read((stored, _, from, to) => integerPixels(stored, scale.zero, data.subarray(from, to)));
    return { data, width, height, blank: physicalBlank(scale, bitpix) };
  }
  const isSingle = bitpix === -32 && scale.zero === 0 && scale.scale === 1;
  const data = new (isSingle ? Float32Array : Float64Array)(width * height);
  await read((stored, tileScale, from, to) => physicalPixels(stored, tileScale, data.subarray(from, to)));
  return { data, width, height, blank: null };
}

function physicalBlank({ zero, blank }: PixelScale, bitpix: number): number | bigint | null {
  if (blank === null) return null;
  const physical = blank + BigInt(zero);
  return bitpix === 64 ? physical : Number(physical);
}

function integerPixels(stored: StoredPixels, zero: number, out: IntegerArray): void {
  if (out instanceof BigInt64Array || out instanceof BigUint64Array)
    return bigIntegerPixels(stored, BigInt(zero), out);
  const integers = storedIntegers(stored);
  for (let i = 0; i < out.length; i++) out[i] = integers[i]! + zero;
}

function bigIntegerPixels(stored: StoredPixels, zero: bigint, out: BigInt64Array | BigUint64Array): void {
  if (!('bytes' in stored)) throw new RangeError('no codec makes 64-bit integers');
  const view = new DataView(stored.bytes.buffer, stored.bytes.byteOffset, stored.bytes.byteLength);
  for (let i = 0; i < out.length; i++) out[i] = view.getBigInt64(8 * i) + zero;
}
