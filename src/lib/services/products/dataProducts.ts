import type { DataProductGroupPk, DataProductPk, TargetPk } from '../../domain/units/Brand';
import {
  addToGroup,
  allGroups,
  getGroup,
  getOrAddGroup,
  groupsOfTarget
} from '../../store/dataProductGroups';
import {
  dataProductsByPk,
  dataProductsOfGroup,
  dataProductsOfTarget,
  getThumbnail
} from '../../store/dataProducts';
import { deleteDataProducts, restore } from '../../store/deletions';
import { processOfGroup } from '../../store/processes';
import { live } from '../live/live.svelte';
import { messages } from '../messages/messages.svelte';
import { now } from '../live/now';
import { plural } from '../messages/plural';

export { getThumbnail };

/** Newest first. */
export const liveDataProducts = (pk: () => TargetPk) => live(pk, dataProductsOfTarget);

export const liveDataProductsByPk = (pks: () => readonly DataProductPk[]) => live(pks, dataProductsByPk);

export const liveGroups = () => live(() => null, allGroups);

export const liveGroupsOfTarget = (pk: () => TargetPk) => live(pk, groupsOfTarget);

/** A group with its products and, if it holds the outputs of one, its process; null if there is none. */
export const liveGroup = (pk: () => DataProductGroupPk) =>
  live(pk, async (key) => {
    const group = await getGroup(key);
    if (!group) return null;
    return { group, products: await dataProductsOfGroup(key), process: await processOfGroup(key) };
  });

/** Deletes products with their reduced data, and offers to undo it. */
export async function removeDataProducts(pks: readonly DataProductPk[]): Promise<void> {
  const deleted = await deleteDataProducts(pks);
  messages.add('success', `Deleted ${plural(deleted.dataProducts.length, 'data product')}`, {
    label: 'Undo',
    run: () => restore(deleted, now())
  });
}

/** Adds products to the group of this name, which is created if there is none. */
export async function addToNamedGroup(
  name: string,
  productPks: readonly DataProductPk[]
): Promise<DataProductGroupPk> {
  const groupPk = await getOrAddGroup(name, now());
  await addToGroup(groupPk, productPks);
  messages.add('success', `Added ${plural(productPks.length, 'data product')} to group '${name}'`);
  return groupPk;
}
