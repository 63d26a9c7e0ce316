import { db } from './db';

/** Rows that are read at once. */
const ROWS_PER_READ = 500;

/** The tables whose rows are data alone. */
export const ROW_TABLES = [
  'targets',
  'dataProducts',
  'reducedDatums',
  'dataProductGroups',
  'processes',
  'processLogs'
] as const;

/** All rows of a table as they are stored, some at a time, in the order of their keys. */
export async function* everyRow(table: (typeof ROW_TABLES)[number]): AsyncGenerator<readonly unknown[]> {
  const keys = await db.table(table).toCollection().primaryKeys();
  for (let from = 0; from < keys.length; from += ROWS_PER_READ) {
    const rows: unknown[] = [];
    await db
      .table(table)
      .where(':id')
      .between(keys[from], keys[Math.min(keys.length, from + ROWS_PER_READ) - 1], true, true)
      .raw()
      .each((row) => rows.push(row));
    yield rows;
  }
}

/** Keys of the products that have a file. */
export const keysOfFiles = () => db.files.toCollection().primaryKeys();
