import type { Card } from '../file/formatCard';
import { storeBigEndian } from './storeBigEndian';
import { storedBlank, storedType, type StorableArray } from './storedType';
import { toAscii } from '../file/toAscii';

export interface ColumnToWrite {
  /** Letters, digits and `_`; unique in the table, whatever the case. */
  readonly name: string;
  readonly unit?: string;
  /** Cell after cell; null is an undefined logical. Texts are padded with NUL to the width of the longest. */
  readonly values: StorableArray | readonly (boolean | null)[] | readonly string[];
  /** Axes of the array in each cell, first axis fastest; not for texts. */
  readonly axes?: readonly number[];
  /** Integers only: the value that stands for "no data". */
  readonly blank?: number | bigint;
}

/** A column ready to be stored. */
export interface EncodedColumn {
  /** TFORMn. */
  readonly form: string;
  /** Keywords without the number of the column. */
  readonly cards: readonly Card[];
  readonly rows: number;
  /** Bytes in each row. */
  readonly bytes: number;
  /** Stores `count` rows, beginning with `first`, the first of them at `offset`. */
  store(first: number, count: number, view: DataView, offset: number, rowBytes: number): void;
}

/** @throws RangeError if the values do not fit the axes, or there cannot be such cells */
export function encodeColumn(column: ColumnToWrite): EncodedColumn {
  const { name, unit, values, axes = [], blank } = column;
  const repeat = axes.reduce((product, length) => product * length, 1);
  const rows = values.length / repeat;
  if (!axes.every((length) => length > 0 && Number.isInteger(length)) || !Number.isInteger(rows))
    throw new RangeError(`Column ${name}: ${values.length} values do not fill cells of ${axes.join(' x ')}.`);
  const isNumeric = ArrayBuffer.isView(values);
  if ((blank !== undefined && !isNumeric) || (axes.length > 0 && isTexts(values)))
    throw new RangeError(`Column ${name}: texts have no axes, and only integers a blank value.`);
  const encoded = isNumeric
    ? encodeNumbers(values, repeat, blank)
    : isTexts(values)
      ? encodeTexts(values)
      : encodeLogicals(values, repeat);
  const cards: Card[] = [
    ['TTYPE', name],
    ['TFORM', encoded.form]
  ];
  if (unit) cards.push(['TUNIT', unit]);
  if (axes.length > 1) cards.push(['TDIM', `(${axes.join(',')})`]);
  return { ...encoded, cards: [...cards, ...encoded.cards], rows };
}

type Encoded = Omit<EncodedColumn, 'rows'>;

function encodeNumbers(values: StorableArray, repeat: number, blank: number | bigint | undefined): Encoded {
  const { letter, zero } = storedType(values);
  const cards: Card[] = [];
  if (zero !== 0n) cards.push(['TZERO', zero, 'added to what is stored'], ['TSCAL', 1]);
  if (blank !== undefined) cards.push(['TNULL', storedBlank(values, blank), 'as stored: no data']);
  return {
    form: `${repeat}${letter}`,
    cards,
    bytes: repeat * values.BYTES_PER_ELEMENT,
    store: (first, count, view, offset, rowBytes) =>
      storeBigEndian(values, first * repeat, count, repeat, { view, offset, rowBytes })
  };
}

function encodeLogicals(values: readonly (boolean | null)[], repeat: number): Encoded {
  const codes = Uint8Array.from(values, (value) => (value === null ? 0 : value ? 0x54 : 0x46));
  return { ...encodeNumbers(codes, repeat, undefined), form: `${repeat}L` };
}

const isTexts = (values: ColumnToWrite['values']): values is readonly string[] =>
  typeof values[0] === 'string';

function encodeTexts(values: readonly string[]): Encoded {
  const texts = values.map(toAscii);
  const width = texts.reduce((longest, { length }) => Math.max(longest, length), 1);
  const characters = new Uint8Array(values.length * width);
  for (const [row, text] of texts.entries())
    for (let i = 0; i < text.length; i++) characters[row * width + i] = text.charCodeAt(i);
  return { ...encodeNumbers(characters, width, undefined), form: `${width}A` };
}
