import type { Page } from '@playwright/test';

/** All rows of a table as IndexedDB holds them; a Blob among them arrives as `{}`. */
export const storedRows = <Row = unknown>(page: Page, table: string): Promise<Row[]> =>
  page.evaluate(
    (name) =>
      new Promise<Row[]>((resolve, reject) => {
        const opening = indexedDB.open('pocket-tom');
        opening.addEventListener('error', () => reject(opening.error));
        opening.addEventListener('success', () => {
          const database = opening.result;
          const rows = database.transaction(name).objectStore(name).getAll();
          rows.addEventListener('success', () => {
            database.close();
            resolve(rows.result);
          });
        });
      }),
    table
  );
