import type { ReducedDatumPk, TargetPk } from '../domain/units/Brand';
import { photometryValue } from '../domain/rows/photometryValue';
import type { ReducedDatum } from '../domain/rows/ReducedDatum';
import { db, type New } from './db';

/** Rows that are read, and written, at once: few enough that a page does not stand still meanwhile. */
const READ_AT_ONCE = 1000;
const WRITTEN_AT_ONCE = 250;

/** Oldest first. */
export async function reducedDatumsOfTarget(pk: TargetPk): Promise<ReducedDatum[]> {
  const data: ReducedDatum[] = [];
  await eachPart(pk, (rows) => data.push(...rows), pause);
  // Most often they are in order: to find that out takes a tenth of the time of sorting them.
  const isInOrder = data.every(({ timestamp }, i) => i === 0 || data[i - 1]!.timestamp <= timestamp);
  return isInOrder ? data : data.sort((a, b) => a.timestamp - b.timestamp);
}

export interface Added {
  readonly pks: readonly ReducedDatumPk[];
  /** How many were left out. */
  readonly duplicates: number;
}

/** Those of a target that have this type, oldest first. */
export const reducedDatumsOfType = (pk: TargetPk, dataType: string): Promise<ReducedDatum[]> =>
  db.reducedDatums
    .where('dataType')
    .equals(dataType)
    .filter(({ targetPk }) => targetPk === pk)
    .toArray();

/**
 * Adds reduced data, leaving out what is already there: a datum is the same if target, type, time and value
 * are. All are added or none.
 * @param onstored told how many are done; where it throws, none is added
 */
export function addNewReducedDatums(
  data: readonly New<ReducedDatum>[],
  onstored?: (done: number) => void
): Promise<Added> {
  return db.transaction('rw', db.reducedDatums, async () => {
    const seen = new Set<string>();
    for (const targetPk of new Set(data.map(({ targetPk }) => targetPk)))
      await eachPart(targetPk, (rows) => rows.forEach((row) => seen.add(identity(row))));
    const pks: ReducedDatumPk[] = [];
    let done = 0;
    await inParts(data, async (part) => {
      const added = part.filter((datum) => {
        const key = identity(datum);
        return !seen.has(key) && seen.add(key);
      });
      pks.push(...(await db.reducedDatums.bulkAdd(added, { allKeys: true })));
      done += part.length;
      onstored?.(done);
    });
    return { pks, duplicates: data.length - pks.length };
  });
}

export const deleteReducedDatums = (pks: readonly ReducedDatumPk[]): Promise<void> =>
  db.transaction('rw', db.reducedDatums, () => inParts(pks, (part) => db.reducedDatums.bulkDelete(part)));

/**
 * Puts reduced data in the place of all that a target has from a source.
 * @returns what was there, to put it back
 */
export function replaceReducedDatums(
  targetPk: TargetPk,
  sourceName: string,
  data: readonly New<ReducedDatum>[]
): Promise<readonly ReducedDatum[]> {
  return db.transaction('rw', db.reducedDatums, async () => {
    const before: ReducedDatum[] = [];
    await eachPart(targetPk, (rows) =>
      before.push(...rows.filter((row) => row.sourceName === sourceName && typeof row.value !== 'string'))
    );
    await inParts(before, (part) => db.reducedDatums.bulkDelete(part.map(({ pk }) => pk)));
    await inParts(data, (part) => db.reducedDatums.bulkAdd(part));
    return before;
  });
}

/**
 * Excludes a measurement, or takes it in again. One that is gone stays gone.
 * @param reason undefined takes it in
 * @returns the reason that undoes this
 */
export function setExclusion(pk: ReducedDatumPk, reason: string | undefined): Promise<string | undefined> {
  return db.transaction('rw', db.reducedDatums, async () => {
    const datum = await db.reducedDatums.get(pk);
    if (!datum || typeof datum.value === 'string') return undefined;
    const value = photometryValue({ ...datum.value, excluded: reason });
    await db.reducedDatums.put({ ...datum, value });
    return datum.value.excluded;
  });
}

/** For the page: what the store still has in memory would else come in one task, however much it is. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** @param between what to await between parts; within a transaction, nothing */
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
      .limit(READ_AT_ONCE)
      .toArray();
    take(rows);
    if (rows.length < READ_AT_ONCE) return;
    await between?.();
    last = rows.at(-1)!.pk;
  }
}

async function inParts<Item>(
  items: readonly Item[],
  write: (part: Item[]) => PromiseLike<unknown>
): Promise<void> {
  for (let from = 0; from < items.length; from += WRITTEN_AT_ONCE)
    await write(items.slice(from, from + WRITTEN_AT_ONCE));
}

/** Of one that its user excluded too: measured again, it is still the same. */
const identity = ({ targetPk, dataType, timestamp, value }: New<ReducedDatum>): string =>
  JSON.stringify([
    targetPk,
    dataType,
    timestamp,
    typeof value === 'string' ? value : { ...value, excluded: undefined }
  ]);
