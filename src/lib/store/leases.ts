import { db } from './db';
import type { Lease, LeaseHolder } from './Lease';

const NAME = 'queue';

export const getLease = (): Promise<Lease | undefined> => db.leases.get(NAME);

/**
 * Takes the lease from its holder; false if that is no longer the holder.
 * @param from id of the holder; null if there is none; undefined to take it from any
 */
export const takeLease = (holder: LeaseHolder, from?: string | null): Promise<boolean> =>
  db.transaction('rw', db.leases, async () => {
    const lease = await db.leases.get(NAME);
    if (from !== undefined && (lease?.holder.id ?? null) !== from) return false;
    await db.leases.put({ name: NAME, holder, asked: 0, answered: 0 });
    return true;
  });

/** Asks the holder whether it is alive, unless it has not yet answered the last question; gives the lease as it was. */
export const askHolder = (): Promise<Lease | undefined> =>
  db.transaction('rw', db.leases, async () => {
    const lease = await db.leases.get(NAME);
    if (lease && lease.answered === lease.asked) await db.leases.put({ ...lease, asked: lease.asked + 1 });
    return lease;
  });

/** Answers what was asked. */
export const answerAsHolder = (id: string): Promise<void> =>
  db.transaction('rw', db.leases, async () => {
    const lease = await db.leases.get(NAME);
    if (lease?.holder.id === id) await db.leases.put({ ...lease, answered: lease.asked });
  });

export const releaseLease = (id: string): Promise<void> =>
  db.transaction('rw', db.leases, async () => {
    if ((await db.leases.get(NAME))?.holder.id === id) await db.leases.delete(NAME);
  });
