import type { DataProductGroupPk, DataProductPk, UnixMilliseconds } from '../domain/units/Brand';
import type { DataProductGroup } from '../domain/rows/DataProductGroup';
import { db } from './db';

export const allGroups = (): Promise<DataProductGroup[]> => db.dataProductGroups.orderBy('name').toArray();

export const getGroup = (pk: DataProductGroupPk): Promise<DataProductGroup | undefined> =>
  db.dataProductGroups.get(pk);

/**
 * Adds products to the group of this name, which is created if there is none; they also stay in their other groups.
 * Deleted ones are left out.
 * @returns the group, and how many products were added or in it already
 * @throws RangeError if all of them have been deleted
 */
export function addToNamedGroup(
  name: string,
  productPks: readonly DataProductPk[],
  now: UnixMilliseconds
): Promise<{ readonly groupPk: DataProductGroupPk; readonly count: number }> {
  return db.transaction('rw', db.dataProducts, db.dataProductGroups, async () => {
    const products = (await db.dataProducts.bulkGet([...productPks])).filter(
      (product) => product !== undefined
    );
    if (products.length === 0) throw new RangeError('The files have been deleted');
    const group = await db.dataProductGroups.where('name').equals(name).first();
    const groupPk = group?.pk ?? (await db.dataProductGroups.add({ name, created: now }));
    await db.dataProducts.bulkPut(
      products.map((product) => ({ ...product, groupPks: [...new Set([...product.groupPks, groupPk])] }))
    );
    return { groupPk, count: products.length };
  });
}
