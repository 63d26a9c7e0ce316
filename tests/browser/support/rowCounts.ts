import type { Page } from '@playwright/test';
import { storedRows } from './storedRows';

export const TABLES = [
  'targets',
  'dataProducts',
  'files',
  'thumbnails',
  'reducedDatums',
  'dataProductGroups',
  'processes',
  'processLogs'
];

/** The number of rows in every table of the store. */
export async function rowCounts(page: Page): Promise<Record<string, number>> {
  const rows = await Promise.all(TABLES.map((table) => storedRows(page, table)));
  return Object.fromEntries(TABLES.map((table, i) => [table, rows[i]!.length]));
}
