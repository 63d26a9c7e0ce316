import { db } from './db';

/** Deletes all that this app has stored on this device, in one transaction: all of it or nothing. */
export function eraseEverything(): Promise<void> {
  return db.transaction('rw', db.tables, async () => {
    for (const table of db.tables) await table.clear();
  });
}
