import type { TargetPk, UnixMilliseconds } from '../domain/units/Brand';
import type { Target } from '../domain/rows/Target';
import { plainName } from '../domain/statement/plainName';
import { targetWithName } from '../domain/rows/targetNames';
import { db, type New } from './db';

export const allTargets = async (): Promise<Target[]> =>
  (await db.targets.orderBy('name').toArray()).map(withPlainNames);

export const getTarget = async (pk: TargetPk): Promise<Target | undefined> => {
  const target = await db.targets.get(pk);
  return target && withPlainNames(target);
};

/** Names that were stored before marks that are not seen were taken out of them may have some. */
const withPlainNames = (target: Target): Target => ({
  ...target,
  name: plainName(target.name) || target.name,
  aliases: target.aliases.map((alias) => plainName(alias) || alias)
});

/** @throws RangeError if another target already has the name or one of the aliases. */
export function addTarget(target: New<Target>): Promise<TargetPk> {
  return db.transaction('rw', db.targets, async () => {
    refuseTakenNames(target, await db.targets.toArray());
    return db.targets.add(target);
  });
}

/** Somebody, in another tab, has changed the same of a target since it was read. */
export class TargetConflict extends Error {
  override readonly name = 'TargetConflict';

  /** @param stored the target as it is now */
  constructor(
    readonly stored: Target,
    readonly keys: readonly (keyof New<Target>)[]
  ) {
    super('The target has been changed meanwhile');
  }
}

/**
 * Changes a target, leaving alone what is not to be changed.
 * @param before the target as it was when it was read
 * @throws RangeError if another target already has the name or one of the aliases, or the target has been deleted
 * @throws TargetConflict if what is to be changed is no longer as it was, nor as it is to be
 */
export function updateTarget(
  before: Target,
  changes: Partial<New<Target>>,
  now: UnixMilliseconds
): Promise<void> {
  return db.transaction('rw', db.targets, async () => {
    const targets = (await db.targets.toArray()).map(withPlainNames);
    const target = targets.find(({ pk }) => pk === before.pk);
    if (!target) throw new RangeError('This target has been deleted');
    const { extraFields = {}, ...fields } = changes;
    const keys = (Object.keys(fields) as (keyof typeof fields)[]).filter(
      (key) => !isSame(target[key], before[key]) && !isSame(target[key], fields[key])
    );
    if (keys.length > 0) throw new TargetConflict(target, keys);
    const changed = {
      ...target,
      ...fields,
      extraFields: { ...target.extraFields, ...extraFields },
      modified: now
    };
    refuseTakenNames(
      changed,
      targets.filter(({ pk }) => pk !== target.pk)
    );
    await db.targets.put(changed);
  });
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function refuseTakenNames({ name, aliases }: New<Target>, others: readonly Target[]): void {
  const taken = targetWithName([name, ...aliases], others);
  if (taken) throw new RangeError(`A Target matching ${taken.name} already exists.`);
}
