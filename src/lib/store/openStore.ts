import { db } from './db';

/** Opens the store, with what must be done to one of an earlier version. @throws what keeps the browser from it */
export const openStore = async (): Promise<void> => {
  await db.open();
};
