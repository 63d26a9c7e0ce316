import type { Hdu } from '../file/Hdu';

/** A table as its header describes it: ASCII, binary, or the groups of a random-groups HDU, one per row. */
export interface Table {
  readonly hdu: Hdu;
  readonly rows: number;
  readonly rowBytes: number;
  /** Start of the heap of variable-length arrays (THEAP), in bytes from the start of the data. */
  readonly heapStart: number;
  readonly columns: readonly TableColumn[];
}

export type TableColumn = BinaryColumn | AsciiColumn;

export interface ColumnCards {
  /** 1 for the first. */
  readonly number: number;
  /** TTYPEn as written; empty if the column has no name. */
  readonly name: string;
  /** TUNITn. */
  readonly unit: string | null;
  /** TFORMn. */
  readonly format: string;
  /** TDISPn. */
  readonly display: string | null;
  /** TSCALn and TZEROn: physical = zero + scale * stored. */
  readonly scale: number;
  readonly zero: number;
}

export interface BinaryColumn extends ColumnCards {
  readonly encoding: 'binary';
  /** Bytes from the start of the row. */
  readonly offset: number;
  readonly type: 'L' | 'X' | 'B' | 'I' | 'J' | 'K' | 'A' | 'E' | 'D' | 'C' | 'M';
  /** For an array in the heap: its descriptor in the row is two numbers of 32 (`P`) or 64 bits (`Q`); else null. */
  readonly descriptor: 'P' | 'Q' | null;
  /** Axes of the array in a cell, first axis first (TDIMn); [] for one value, or an array in the heap. */
  readonly shape: readonly number[];
  /** Type `A` only: characters of each text; in the heap, an array is one text. */
  readonly textLength: number;
  /** TNULLn: the stored integer that stands for "undefined". */
  readonly nullValue: bigint | null;
  /** Random groups: further parameters of the same name. The physical value is the sum of all. */
  readonly addends: readonly BinaryColumn[];
}

export interface AsciiColumn extends ColumnCards {
  readonly encoding: 'ascii';
  /** Characters from the start of the row. */
  readonly offset: number;
  readonly type: 'A' | 'I' | 'F' | 'E' | 'D';
  /** Characters. */
  readonly width: number;
  /** Digits after the decimal point where none is written. */
  readonly decimals: number;
  /** TNULLn, trimmed: the text that stands for "undefined". */
  readonly nullValue: string | null;
}
