import { FitsError } from '../file/FitsError';
import type { FitsHeader } from '../file/FitsHeader';
import { hduLabel, type Hdu } from '../file/Hdu';

/** How stored values become physical ones: physical = zero + scale * stored. */
export interface PixelScale {
  readonly zero: number;
  readonly scale: number;
  /** Stored value that stands for "no data"; integers only. */
  readonly blank: bigint | null;
}

/**
 * BZERO, BSCALE and BLANK; in a compressed image the card ZBLANK takes precedence over BLANK.
 * @throws FitsError if BZERO or BSCALE is there but is not a number
 */
export function pixelScale(hdu: Hdu): PixelScale {
  const { header, kind } = hdu;
  const blank = header.get(kind === 'compressedImage' && header.has('ZBLANK') ? 'ZBLANK' : 'BLANK');
  return {
    zero: scaleValue(hdu, 'BZERO', 0),
    scale: scaleValue(hdu, 'BSCALE', 1),
    blank: typeof blank === 'bigint' || Number.isInteger(blank) ? BigInt(blank as number | bigint) : null
  };
}

function scaleValue(hdu: Hdu, keyword: string, fallback: number): number {
  const header: FitsHeader = hdu.header;
  if (!header.has(keyword) || header.get(keyword) === null) return fallback;
  const value = header.number(keyword);
  if (value === null) throw new FitsError(`${hduLabel(hdu)}: ${keyword} is not a number.`);
  return value;
}

/**
 * Decodes big-endian pixels as stored (FITS 4.0, section 5) into physical values, computed in double precision
 * and rounded once where `out` is float32. BLANK becomes NaN. Twin of `decodePixelsInWasm` of lib/kernels.
 * @param bytes at least `out.length` pixels of |bitpix|/8 bytes
 * @param bitpix one of the six legal values
 */
export function decodePixels(
  bytes: Uint8Array,
  bitpix: number,
  { zero, scale, blank }: PixelScale,
  out: Float32Array | Float64Array
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // No stored value equals NaN, so NaN stands for no BLANK.
  const blankNumber = blank === null ? NaN : Number(blank);
  const { length } = out;
  switch (bitpix) {
    case 8:
      for (let i = 0; i < length; i++) out[i] = bytes[i] === blankNumber ? NaN : zero + scale * bytes[i]!;
      break;
    case 16:
      for (let i = 0; i < length; i++) {
        const stored = view.getInt16(2 * i);
        out[i] = stored === blankNumber ? NaN : zero + scale * stored;
      }
      break;
    case 32:
      for (let i = 0; i < length; i++) {
        const stored = view.getInt32(4 * i);
        out[i] = stored === blankNumber ? NaN : zero + scale * stored;
      }
      break;
    case 64:
      decodeInt64(view, { zero, scale, blank }, out);
      break;
    case -32:
      if (out instanceof Float32Array && zero === 0 && scale === 1) copyFloat32(view, out);
      else for (let i = 0; i < length; i++) out[i] = zero + scale * view.getFloat32(4 * i);
      break;
    case -64:
      if (zero === 0 && scale === 1) for (let i = 0; i < length; i++) out[i] = view.getFloat64(8 * i);
      else for (let i = 0; i < length; i++) out[i] = zero + scale * view.getFloat64(8 * i);
      break;
    default:
      throw new RangeError(`BITPIX ${bitpix}`);
  }
}

/** Copies bits, because the payload of a NaN may be lost on the way through a number. */
function copyFloat32(view: DataView, out: Float32Array): void {
  const bits = new Uint32Array(out.buffer, out.byteOffset, out.length);
  for (let i = 0; i < bits.length; i++) bits[i] = view.getUint32(4 * i);
}

/**
 * Works in halves, because a double cannot hold the stored value. BZERO is added to the high half first, so that
 * unsigned integers (BZERO 2^63) stay exact until the one rounding.
 */
function decodeInt64(
  view: DataView,
  { zero, scale, blank }: PixelScale,
  out: Float32Array | Float64Array
): void {
  const blankHigh = blank === null ? NaN : Number(blank >> 32n);
  const blankLow = blank === null ? NaN : Number(BigInt.asUintN(32, blank));
  for (let i = 0; i < out.length; i++) {
    const high = view.getInt32(8 * i);
    const low = view.getUint32(8 * i + 4);
    out[i] = high === blankHigh && low === blankLow ? NaN : high * 2 ** 32 * scale + zero + low * scale;
  }
}
