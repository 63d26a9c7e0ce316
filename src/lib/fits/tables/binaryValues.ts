import type { ColumnValues, NumericArray } from './ColumnData';
import { latin1Text } from './latin1Text';
import { storedBytes } from './storedBytes';
import type { BinaryColumn } from './Table';

interface BinaryValues {
  readonly data: ColumnValues;
  /** Decodes `count` stored elements from byte `at` on, the first into index `to`. */
  readonly decode: (view: DataView, at: number, count: number, to: number) => void;
}

const TRUE = 0x54;
const FALSE = 0x46;

/**
 * An array for `length` physical values of a column of a binary table, and what decodes stored elements into it.
 * Integers stay exact: those whose TZERO flips the sign bit (FITS 4.0, table 19) in the typed array that fits, 64-bit
 * ones as bigints. Other scaled values are computed in double precision.
 */
export function binaryValues(column: BinaryColumn, length: number): BinaryValues {
  switch (column.type) {
    case 'A':
      return textValues(column, length);
    case 'L':
      return logicalValues(length);
    case 'X':
      return bitValues(length);
    case 'C':
    case 'M':
      return complexValues(column, length);
    default:
      return isInt64(column) ? int64Values(column, length) : numberValues(column, length);
  }
}

const isInt64 = ({ type, scale, zero, addends }: BinaryColumn): boolean =>
  type === 'K' && scale === 1 && (zero === 0 || zero === 2 ** 63) && addends.length === 0;

/** Text ends at the first NUL (FITS 4.0, section 7.3.3.1); trailing blanks do not count. */
function textValues({ descriptor, textLength }: BinaryColumn, length: number): BinaryValues {
  const values = Array.from({ length }, () => '');
  return {
    data: { kind: 'text', values, isNull: null },
    decode(view, at, count, to) {
      const [texts, width] = descriptor ? [1, count] : [count, textLength];
      for (let i = 0; i < texts; i++) {
        const stored = latin1Text(bytesOf(view, at + i * width, width));
        const end = stored.indexOf('\0');
        values[to + i] = (end < 0 ? stored : stored.slice(0, end)).replace(/ +$/, '');
      }
    }
  };
}

/** A zero byte means undefined, as does anything else that is neither `T` nor `F`. */
function logicalValues(length: number): BinaryValues {
  const values = new Uint8Array(length);
  const isNull = new Uint8Array(length);
  return {
    data: { kind: 'logical', values, isNull },
    decode(view, at, count, to) {
      for (let i = 0; i < count; i++) {
        const stored = view.getUint8(at + i);
        if (stored === TRUE) values[to + i] = 1;
        else if (stored !== FALSE) isNull[to + i] = 1;
      }
    }
  };
}

function bitValues(length: number): BinaryValues {
  const values = new Uint8Array(length);
  return {
    data: { kind: 'logical', values, isNull: null },
    decode(view, at, count, to) {
      for (let i = 0; i < count; i++) values[to + i] = (view.getUint8(at + (i >> 3)) >> (7 - (i & 7))) & 1;
    }
  };
}

function complexValues({ type, scale }: BinaryColumn, length: number): BinaryValues {
  const isSingle = type === 'C';
  const values = isSingle && scale === 1 ? new Float32Array(2 * length) : new Float64Array(2 * length);
  return {
    data: { kind: 'complex', values, isNull: null },
    decode(view, at, count, to) {
      for (let i = 0; i < 2 * count; i++)
        values[2 * to + i] = scale * (isSingle ? view.getFloat32(at + 4 * i) : view.getFloat64(at + 8 * i));
    }
  };
}

function int64Values({ zero, nullValue }: BinaryColumn, length: number): BinaryValues {
  const values = zero === 0 ? new BigInt64Array(length) : new BigUint64Array(length);
  const isNull = nullValue === null ? null : new Uint8Array(length);
  const offset = BigInt(zero);
  return {
    data: { kind: 'bigint', values, isNull },
    decode(view, at, count, to) {
      for (let i = 0; i < count; i++) {
        const stored = view.getBigInt64(at + 8 * i);
        if (isNull && stored === nullValue) isNull[to + i] = 1;
        else values[to + i] = stored + offset;
      }
    }
  };
}

function numberValues(column: BinaryColumn, length: number): BinaryValues {
  const { type, offset, scale, zero, addends } = column;
  const values = numberArray(column, length);
  const isInteger = !(values instanceof Float32Array || values instanceof Float64Array);
  const isNull = isInteger && column.nullValue !== null ? new Uint8Array(length) : null;
  const stored = storedNumber(column);
  const bytes = storedBytes(type, 1);
  // Adding zero would lose the sign of -0.
  const isPlain = scale === 1 && zero === 0 && addends.length === 0;
  return {
    data: { kind: 'number', values, isNull },
    decode(view, at, count, to) {
      for (let i = 0; i < count; i++) {
        const number = stored(view, at + bytes * i);
        if (isNull && Number.isNaN(number)) isNull[to + i] = 1;
        else values[to + i] = isPlain ? number : zero + scale * number;
        for (const addend of addends)
          values[to + i]! += addend.zero + addend.scale * stored(view, at + addend.offset - offset);
      }
    }
  };
}

function numberArray({ type, scale, zero, addends }: BinaryColumn, length: number): NumericArray {
  const key = scale === 1 && addends.length === 0 ? `${type}${zero}` : '';
  switch (key) {
    case 'B0':
      return new Uint8Array(length);
    case 'B-128':
      return new Int8Array(length);
    case 'I0':
      return new Int16Array(length);
    case 'I32768':
      return new Uint16Array(length);
    case 'J0':
      return new Int32Array(length);
    case 'J2147483648':
      return new Uint32Array(length);
    case 'E0':
      return new Float32Array(length);
    default:
      return new Float64Array(length);
  }
}

/** Reads one stored number; NaN for the integer that stands for "undefined". */
function storedNumber({ type, nullValue }: BinaryColumn): (view: DataView, at: number) => number {
  // No stored value equals NaN.
  const nullNumber = nullValue === null ? NaN : Number(nullValue);
  switch (type) {
    case 'B':
      return (view, at) => orNaN(view.getUint8(at), nullNumber);
    case 'I':
      return (view, at) => orNaN(view.getInt16(at), nullNumber);
    case 'J':
      return (view, at) => orNaN(view.getInt32(at), nullNumber);
    case 'K':
      return (view, at) => {
        const stored = view.getBigInt64(at);
        return stored === nullValue ? NaN : Number(stored);
      };
    case 'E':
      return (view, at) => view.getFloat32(at);
    default:
      return (view, at) => view.getFloat64(at);
  }
}

const orNaN = (stored: number, nullNumber: number): number => (stored === nullNumber ? NaN : stored);

const bytesOf = (view: DataView, at: number, length: number): Uint8Array =>
  new Uint8Array(view.buffer, view.byteOffset + at, length);
