import type { DataProductGroupPk, DataProductPk, TargetPk, UnixMilliseconds } from '../domain/units/Brand';
import type { DataProductGroup } from '../domain/rows/DataProductGroup';
import { db } from './db';

export const allGroups = (): Promise<DataProductGroup[]> => db.dataProductGroups.orderBy('name').toArray();

export const getGroup = (pk: DataProductGroupPk): Promise<DataProductGroup | undefined> =>
  db.dataProductGroups.get(pk);

/** Groups that hold at least one product of the target, by name. */
export async function groupsOfTarget(pk: TargetPk): Promise<DataProductGroup[]> {
  const products = await db.dataProducts.where('targetPk').equals(pk).toArray();
  const groupPks = [...new Set(products.flatMap((product) => product.groupPks))];
  const groups = await db.dataProductGroups.bulkGet(groupPks);
  return groups.filter((group) => group !== undefined).sort((a, b) => a.name.localeCompare(b.name));
}

/** The group of this name, created if there is none. */
export function getOrAddGroup(name: string, now: UnixMilliseconds): Promise<DataProductGroupPk> {
  return db.transaction('rw', db.dataProductGroups, async () => {
    const group = await db.dataProductGroups.where('name').equals(name).first();
    return group?.pk ?? db.dataProductGroups.add({ name, created: now });
  });
}

/** Adds products to a group, if they are not in it yet; they also stay in their other groups. */
export function addToGroup(groupPk: DataProductGroupPk, productPks: readonly DataProductPk[]): Promise<void> {
  return db.transaction('rw', db.dataProducts, db.dataProductGroups, async () => {
    if (!(await db.dataProductGroups.get(groupPk))) throw new RangeError('This group has been deleted');
    const products = await db.dataProducts.bulkGet([...productPks]);
    await db.dataProducts.bulkPut(
      products
        .filter((product) => product !== undefined)
        .map((product) => ({ ...product, groupPks: [...new Set([...product.groupPks, groupPk])] }))
    );
  });
}
