import type { TargetPk, UnixMilliseconds } from '../domain/units/Brand';
import type { Target } from '../domain/rows/Target';
import { targetWithName } from '../domain/rows/targetNames';
import { db, type New } from './db';

export const allTargets = (): Promise<Target[]> => db.targets.orderBy('name').toArray();

export const getTarget = (pk: TargetPk): Promise<Target | undefined> => db.targets.get(pk);

/** @throws RangeError if another target already has the name or one of the aliases. */
export function addTarget(target: New<Target>): Promise<TargetPk> {
  return db.transaction('rw', db.targets, async () => {
    refuseTakenNames(target, await db.targets.toArray());
    return db.targets.add(target);
  });
}

/** @throws RangeError if another target already has the name or one of the aliases, or the target has been deleted. */
export function updateTarget(
  pk: TargetPk,
  changes: Partial<New<Target>>,
  now: UnixMilliseconds
): Promise<void> {
  return db.transaction('rw', db.targets, async () => {
    const targets = await db.targets.toArray();
    const target = targets.find((candidate) => candidate.pk === pk);
    if (!target) throw new RangeError('This target has been deleted');
    const changed = { ...target, ...changes, modified: now };
    refuseTakenNames(
      changed,
      targets.filter((other) => other.pk !== pk)
    );
    await db.targets.put(changed);
  });
}

function refuseTakenNames({ name, aliases }: New<Target>, others: readonly Target[]): void {
  const taken = targetWithName([name, ...aliases], others);
  if (taken) throw new RangeError(`A Target matching ${taken.name} already exists.`);
}
