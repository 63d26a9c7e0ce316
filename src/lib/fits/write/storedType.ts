/** Values of a FITS image or table column, of a type that FITS can store. */
export type StorableArray =
  | Uint8Array
  | Int8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** How FITS stores a type. */
export interface StoredType {
  readonly bitpix: 8 | 16 | 32 | 64 | -32 | -64;
  /** Letter of TFORMn. */
  readonly letter: 'B' | 'I' | 'J' | 'K' | 'E' | 'D';
  /**
   * BZERO or TZEROn: added to the stored values to give the physical ones (FITS 4.0, tables 11 and 19); 0 for the
   * types that FITS has itself.
   */
  readonly zero: bigint;
}

const STORED: Readonly<Record<StorableArray[typeof Symbol.toStringTag], StoredType>> = {
  Uint8Array: { bitpix: 8, letter: 'B', zero: 0n },
  Int8Array: { bitpix: 8, letter: 'B', zero: -(2n ** 7n) },
  Int16Array: { bitpix: 16, letter: 'I', zero: 0n },
  Uint16Array: { bitpix: 16, letter: 'I', zero: 2n ** 15n },
  Int32Array: { bitpix: 32, letter: 'J', zero: 0n },
  Uint32Array: { bitpix: 32, letter: 'J', zero: 2n ** 31n },
  BigInt64Array: { bitpix: 64, letter: 'K', zero: 0n },
  BigUint64Array: { bitpix: 64, letter: 'K', zero: 2n ** 63n },
  Float32Array: { bitpix: -32, letter: 'E', zero: 0n },
  Float64Array: { bitpix: -64, letter: 'D', zero: 0n }
};

export const storedType = (values: StorableArray): StoredType => STORED[values[Symbol.toStringTag]];

/**
 * The stored form of an integer that stands for "no data", for BLANK or TNULLn.
 * @throws RangeError if the values are reals, or their type cannot hold it
 */
export function storedBlank(values: StorableArray, blank: number | bigint): bigint {
  const { bitpix, zero } = storedType(values);
  if (bitpix < 0) throw new RangeError(`Reals are blank as NaN, not as ${blank}.`);
  const [lowest, highest] =
    bitpix === 8 ? [0n, 255n] : [-(2n ** BigInt(bitpix - 1)), 2n ** BigInt(bitpix - 1) - 1n];
  const stored = Number.isInteger(blank) || typeof blank === 'bigint' ? BigInt(blank) - zero : null;
  if (stored === null || stored < lowest || stored > highest)
    throw new RangeError(`${blank} cannot be a value of ${values[Symbol.toStringTag]}.`);
  return stored;
}
