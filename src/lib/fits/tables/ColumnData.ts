import type { TableColumn } from './Table';

export type NumericArray =
  Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** Values in sequence. `logical` values are 1 and 0, as are bits; `complex` values are pairs of re and im. */
export type ColumnValues = {
  /** 1 where the value is undefined; null if none can be. Undefined reals are NaN instead. */
  readonly isNull: Uint8Array | null;
} & (
  | { readonly kind: 'number'; readonly values: NumericArray }
  | { readonly kind: 'bigint'; readonly values: BigInt64Array | BigUint64Array }
  | { readonly kind: 'logical'; readonly values: Uint8Array }
  | { readonly kind: 'complex'; readonly values: Float32Array | Float64Array }
  | { readonly kind: 'text'; readonly values: string[] }
);

/** Rows of a column, as physical values. Row r has the values `starts[r] <= i < starts[r + 1]`. */
export type ColumnData = ColumnValues & { readonly column: TableColumn; readonly starts: Uint32Array };
