import type { ColumnValues } from './ColumnData';
import type { AsciiColumn } from './Table';

interface AsciiValues {
  readonly data: ColumnValues;
  /** Decodes the text of one cell into index `to`; false if it is not a legal value. */
  readonly decode: (cell: string, to: number) => boolean;
}

/** An integer of up to this many characters fits in 32 bits. */
const MAX_INT32_WIDTH = 9;

/**
 * An array for `length` physical values of a column of an ASCII table, and what decodes cells into it (FITS 4.0,
 * section 7.2.5). Blank numbers are 0. Wide integers are bigints.
 */
export function asciiValues(column: AsciiColumn, length: number): AsciiValues {
  const { type, width, decimals, scale, zero, nullValue } = column;
  const isScaled = scale !== 1 || zero !== 0;
  if (type === 'A') return textValues(length, nullValue);
  if (type === 'I' && !isScaled)
    return width > MAX_INT32_WIDTH ? bigintValues(length, nullValue) : integerValues(length, nullValue);
  const values = new Float64Array(length);
  return {
    data: { kind: 'number', values, isNull: null },
    decode(cell, to) {
      const number = cell.trim() === nullValue ? NaN : realNumber(withoutBlanks(cell), decimals);
      if (number === undefined) return false;
      values[to] = isScaled ? zero + scale * number : number;
      return true;
    }
  };
}

function textValues(length: number, nullValue: string | null): AsciiValues {
  const values = Array.from({ length }, () => '');
  const isNull = nullValue === null ? null : new Uint8Array(length);
  return {
    data: { kind: 'text', values, isNull },
    decode(cell, to) {
      if (isNull && cell.trim() === nullValue) isNull[to] = 1;
      else values[to] = cell.replace(/ +$/, '');
      return true;
    }
  };
}

function integerValues(length: number, nullValue: string | null): AsciiValues {
  const values = new Int32Array(length);
  const isNull = nullValue === null ? null : new Uint8Array(length);
  return {
    data: { kind: 'number', values, isNull },
    decode(cell, to) {
      const text = withoutBlanks(cell);
      if (isNull && cell.trim() === nullValue) isNull[to] = 1;
      else if (isInteger(text)) values[to] = Number(text);
      else return false;
      return true;
    }
  };
}

function bigintValues(length: number, nullValue: string | null): AsciiValues {
  const values = new BigInt64Array(length);
  const isNull = nullValue === null ? null : new Uint8Array(length);
  return {
    data: { kind: 'bigint', values, isNull },
    decode(cell, to) {
      const text = withoutBlanks(cell);
      if (isNull && cell.trim() === nullValue) isNull[to] = 1;
      else if (isInteger(text)) {
        const value = BigInt(text.replace('+', ''));
        values[to] = value;
        return values[to] === value;
      } else return false;
      return true;
    }
  };
}

/** Before FITS 3.0, blanks inside numbers were legal and ignored. */
const withoutBlanks = (cell: string): string => cell.replaceAll(' ', '');

/** Empty text counts as 0. */
const isInteger = (text: string): boolean => text === '' || /^[+-]?\d+$/.test(text);

/** Without a decimal point, one is implied before the last `decimals` digits of the mantissa. `1-5` is 1E-5. */
function realNumber(text: string, decimals: number): number | undefined {
  if (text === '') return 0;
  if (/^[+-]?nan$/i.test(text)) return NaN;
  const parts = /^([+-]?)(\d*)(\.?)(\d*)(?:(?:[ED]|(?=[+-]))([+-]?\d+))?$/i.exec(text);
  if (!parts || (parts[2] === '' && parts[4] === '')) return undefined;
  const [, sign, whole, point, fraction, exponent = '0'] = parts;
  const power = Number(exponent) - (point === '' ? decimals : 0);
  const value = Number(`${sign}${whole}.${fraction}e${power}`);
  return Number.isFinite(value) ? value : undefined;
}
