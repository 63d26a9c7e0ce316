import type { DataProductGroupPk, DataProductPk, TargetPk } from '../../domain/units/Brand';
import { addToNamedGroup as addToStored, allGroups, getGroup } from '../../store/dataProductGroups';
import { dataProductsByPk, dataProductsOfGroup, getThumbnail } from '../../store/dataProducts';
import { followDataProducts } from '../../store/followDataProducts';
import { deleteDataProducts } from '../../store/deletions';
import { processOfGroup } from '../../store/processes';
import { deleteUndoably } from '../files/deletedFiles.svelte';
import { follow, live } from '../live/live.svelte';
import { messages } from '../messages/messages.svelte';
import { now } from '../live/now';
import { plural } from '../messages/plural';

export { getThumbnail };

/** Newest first. */
export const liveDataProducts = (pk: () => TargetPk) => follow(pk, followDataProducts);

export const liveDataProductsByPk = (pks: () => readonly DataProductPk[]) => live(pks, dataProductsByPk);

export const liveGroups = () => live(() => null, allGroups);

/** A group with its products and, if it holds the outputs of one, its process; null if there is none. */
export const liveGroup = (pk: () => DataProductGroupPk) =>
  live(pk, async (key) => {
    const group = await getGroup(key);
    if (!group) return null;
    return { group, products: await dataProductsOfGroup(key), process: await processOfGroup(key) };
  });

/** Deletes products with their reduced data, and offers to undo it. */
export async function removeDataProducts(pks: readonly DataProductPk[]): Promise<void> {
  await deleteUndoably(
    () => deleteDataProducts(pks),
    ({ dataProducts }) => `Deleted ${plural(dataProducts.length, 'data product')}`
  );
}

/** Adds products to the group of this name, which is created if there is none. */
export async function addToNamedGroup(
  name: string,
  productPks: readonly DataProductPk[]
): Promise<DataProductGroupPk> {
  const { groupPk, count } = await addToStored(name, productPks, now());
  messages.add('success', `Added ${plural(count, 'data product')} to group '${name}'`);
  return groupPk;
}
