import { Dexie } from 'dexie';
import type { ReducedDatumPk, TargetPk } from '../domain/units/Brand';
import { isPhotometry } from '../domain/rows/PhotometryDatum';
import { photometryValue } from '../domain/rows/photometryValue';
import type { ReducedDatum } from '../domain/rows/ReducedDatum';
import { checkTargets } from './checkTargets';
import { db, type New } from './db';

/** Rows read, and written, at once: few enough that a page does not freeze meanwhile. */
const ROWS_PER_READ = 1000;
const ROWS_PER_WRITE = 250;

/** Oldest first. */
export async function reducedDatumsOfTarget(pk: TargetPk): Promise<ReducedDatum[]> {
  const data: ReducedDatum[] = [];
  await eachPart(pk, (rows) => data.push(...rows), pause);
  // They are usually in order, and checking that takes a tenth of the time of sorting them.
  const isInOrder = data.every(({ timestamp }, i) => i === 0 || data[i - 1]!.timestamp <= timestamp);
  return isInOrder ? data : data.sort((a, b) => a.timestamp - b.timestamp);
}

/** Data that were added at once: they have successive keys. */
export interface Added {
  readonly first: ReducedDatumPk;
  readonly count: number;
  /** How many were left out. */
  readonly duplicates: number;
}

/** The reduced data of a target that have this type, oldest first. */
export const reducedDatumsOfType = (pk: TargetPk, dataType: string): Promise<ReducedDatum[]> =>
  db.reducedDatums
    .where('dataType')
    .equals(dataType)
    .filter(({ targetPk }) => targetPk === pk)
    .toArray();

/**
 * Adds reduced data, leaving out what is already there: data are the same if target, type, time and value are. All are
 * added or none.
 * @throws RangeError if their target has been deleted
 */
export function addNewReducedDatums(data: readonly New<ReducedDatum>[]): Promise<Added> {
  return db.transaction('rw', db.targets, db.reducedDatums, async () => {
    await checkTargets(new Set(data.map(({ targetPk }) => targetPk)));
    let added = NONE_ADDED;
    await inParts(data, async (part) => (added = await addPart(added, part)));
    return added;
  });
}

/**
 * As `addNewReducedDatums`, with data that come in parts: no more than two are in memory.
 * @param next gives the next part, and null after the last; if it throws, nothing is added
 * @param onstored called with the number done; if it throws, nothing is added
 */
export function addComingReducedDatums(
  targetPk: TargetPk,
  next: () => Promise<readonly New<ReducedDatum>[] | null>,
  onstored: (done: number) => void
): Promise<Added> {
  return db.transaction('rw', db.targets, db.reducedDatums, async () => {
    await checkTargets([targetPk]);
    let added = NONE_ADDED;
    const ask = () => Dexie.ignoreTransaction(next);
    for (let coming = ask(); ;) {
      const data = await Dexie.waitFor(coming);
      if (!data) return added;
      coming = ask();
      // If this part cannot be stored, nobody waits for the next.
      coming.catch(() => undefined);
      await inParts(data, async (part) => {
        added = await addPart(added, part);
        onstored(added.count + added.duplicates);
      });
    }
  });
}

const NONE_ADDED: Added = { first: 0 as ReducedDatumPk, count: 0, duplicates: 0 };

async function addPart(before: Added, part: readonly New<ReducedDatum>[]): Promise<Added> {
  const seen = new Set((await withTimesOf(part)).map(identity));
  const added = part.filter((datum) => {
    const key = identity(datum);
    return !seen.has(key) && seen.add(key);
  });
  const pks = await db.reducedDatums.bulkAdd(added, { allKeys: true });
  return {
    first: before.count > 0 ? before.first : (pks[0] ?? before.first),
    count: before.count + pks.length,
    duplicates: before.duplicates + part.length - pks.length
  };
}

/** All data with any of the times of these. */
async function withTimesOf(part: readonly New<ReducedDatum>[]): Promise<readonly ReducedDatum[]> {
  const times = part.map(({ timestamp }) => timestamp);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  // In most tables times come in order: then little else is between the first and the last, which is read much faster.
  const between = await db.reducedDatums
    .where('timestamp')
    .between(first, last, true, true)
    .limit(ROWS_PER_READ)
    .toArray();
  if (between.length < ROWS_PER_READ) return between;
  return db.reducedDatums.where('timestamp').anyOf(times).toArray();
}

/** Deletes again what was added. */
export const deleteAdded = ({ first, count }: Added): Promise<void> =>
  db.transaction('rw', db.reducedDatums, async () => {
    await db.reducedDatums
      .where('pk')
      .between(first, first + count, true, false)
      .delete();
  });

/**
 * Replaces all reduced data that a target has from a source.
 * @returns what was replaced, so that it can be restored
 * @throws RangeError if the target has been deleted
 */
export function replaceReducedDatums(
  targetPk: TargetPk,
  sourceName: string,
  data: readonly New<ReducedDatum>[]
): Promise<readonly ReducedDatum[]> {
  return db.transaction('rw', db.targets, db.reducedDatums, async () => {
    await checkTargets([targetPk]);
    const before: ReducedDatum[] = [];
    await eachPart(targetPk, (rows) =>
      before.push(...rows.filter((row) => row.sourceName === sourceName && isPhotometry(row)))
    );
    await inParts(before, (part) => db.reducedDatums.bulkDelete(part.map(({ pk }) => pk)));
    await inParts(data, (part) => db.reducedDatums.bulkAdd(part));
    return before;
  });
}

/**
 * Excludes a measurement, or includes it again. Nothing happens to a deleted one.
 * @param reason for the exclusion; undefined includes it
 * @returns the reason that undoes this
 */
export function setExclusion(pk: ReducedDatumPk, reason: string | undefined): Promise<string | undefined> {
  return db.transaction('rw', db.reducedDatums, async () => {
    const datum = await db.reducedDatums.get(pk);
    if (!datum || !isPhotometry(datum)) return undefined;
    const value = photometryValue({ ...datum.value, excluded: reason });
    await db.reducedDatums.put({ ...datum, value });
    return datum.value.excluded;
  });
}

/** Lets the page go on: otherwise all that the store still has in memory would come in one task, however much it is. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** @param between awaited between parts; not to be used within a transaction */
async function eachPart(
  pk: TargetPk,
  take: (rows: readonly ReducedDatum[]) => void,
  between?: () => Promise<void>
): Promise<void> {
  let last: ReducedDatumPk | -1 = -1;
  for (;;) {
    const rows: ReducedDatum[] = await db.reducedDatums
      .where('[targetPk+pk]')
      .between([pk, last], [pk, Infinity], false)
      .limit(ROWS_PER_READ)
      .toArray();
    take(rows);
    if (rows.length < ROWS_PER_READ) return;
    await between?.();
    last = rows.at(-1)!.pk;
  }
}

async function inParts<Item>(
  items: readonly Item[],
  write: (part: Item[]) => PromiseLike<unknown>
): Promise<void> {
  for (let from = 0; from < items.length; from += ROWS_PER_WRITE)
    await write(items.slice(from, from + ROWS_PER_WRITE));
}

/** What makes a datum the same. An exclusion by the user does not matter: measured again, it is still the same. */
const identity = ({ targetPk, dataType, timestamp, value }: New<ReducedDatum>): string =>
  JSON.stringify([
    targetPk,
    dataType,
    timestamp,
    value.kind === 'photometry' ? { ...value, excluded: undefined } : value
  ]);
