import type { TargetPk } from '../domain/units/Brand';
import { db } from './db';

/**
 * Checks that targets are still there, in the transaction that writes something of theirs.
 * @throws RangeError if one has been deleted
 */
export async function checkTargets(pks: Iterable<TargetPk>): Promise<void> {
  const targets = await db.targets.bulkGet([...pks]);
  if (targets.includes(undefined)) throw new RangeError('The target has been deleted');
}
