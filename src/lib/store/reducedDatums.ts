import type { TargetPk } from '../domain/Brand';
import type { ReducedDatum } from '../domain/ReducedDatum';
import { db, type New } from './db';

/** Oldest first. */
export const reducedDatumsOfTarget = (pk: TargetPk): Promise<ReducedDatum[]> =>
  db.reducedDatums.where('targetPk').equals(pk).sortBy('timestamp');

/**
 * Adds reduced data, leaving out what is already there: a datum is the same if target, type, time and value
 * are. Within a transaction over `reducedDatums`.
 * @returns how many were left out.
 */
export async function addNewReducedDatums(data: readonly New<ReducedDatum>[]): Promise<number> {
  const targetPks = [...new Set(data.map(({ targetPk }) => targetPk))];
  const present = await db.reducedDatums.where('targetPk').anyOf(targetPks).toArray();
  const seen = new Set(present.map(identity));
  const added = data.filter((datum) => {
    const key = identity(datum);
    return !seen.has(key) && seen.add(key);
  });
  await db.reducedDatums.bulkAdd(added);
  return data.length - added.length;
}

/** Of one that its user excluded too: measured again, it is still the same. */
const identity = ({ targetPk, dataType, timestamp, value }: New<ReducedDatum>): string =>
  JSON.stringify([
    targetPk,
    dataType,
    timestamp,
    typeof value === 'string' ? value : { ...value, excluded: undefined }
  ]);
