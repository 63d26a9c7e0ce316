import type { Page } from '@playwright/test';

/**
 * Opens the store of the app, as it is or in another version, from a page that is not the app.
 * @param change rows to put in place of those of their keys, by table
 */
export async function changeStore(
  page: Page,
  change: Readonly<Record<string, readonly object[]>>,
  version?: number
): Promise<void> {
  await page.goto('icon.svg');
  await page.evaluate(
    ([rows, newVersion]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('pocket-tom', newVersion);
        opening.onupgradeneeded = () => opening.result.createObjectStore('later', { keyPath: 'pk' });
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const tables = Object.keys(rows);
          if (tables.length === 0) return resolve(database.close());
          const transaction = database.transaction(tables, 'readwrite');
          for (const [table, changed] of Object.entries(rows))
            for (const row of changed) transaction.objectStore(table).put(row);
          transaction.oncomplete = () => resolve(database.close());
          transaction.onerror = () => reject(transaction.error);
        };
      }),
    [change, version] as const
  );
}
