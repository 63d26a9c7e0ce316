/** Names or numbers, from 1, of columns; empty for what their names and contents suggest. */
export interface ColumnNames {
  readonly time: string;
  readonly value: string;
  readonly error: string;
}
