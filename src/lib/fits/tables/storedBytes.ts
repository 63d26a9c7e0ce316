import type { BinaryColumn } from './Table';

/** Letter of TFORMn: what a cell holds, or the descriptor of an array in the heap (`P`, `Q`). */
export type FormLetter = BinaryColumn['type'] | 'P' | 'Q';

const BYTES: Readonly<Record<FormLetter, number>> = {
  L: 1,
  X: 1 / 8,
  B: 1,
  I: 2,
  J: 4,
  K: 8,
  A: 1,
  E: 4,
  D: 8,
  C: 8,
  M: 16,
  P: 8,
  Q: 16
};

/** Bytes that `count` elements take in a row or in the heap of a binary table (FITS 4.0, table 18). */
export const storedBytes = (type: FormLetter, count: number): number => Math.ceil(count * BYTES[type]);
