/** Names or 1-based numbers of columns; empty to use what their names and contents suggest. */
export interface ColumnNames {
  readonly time: string;
  readonly value: string;
  readonly error: string;
}
