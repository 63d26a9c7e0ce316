import type { DataProductGroupPk, DataProductPk, TargetPk } from '../domain/units/Brand';
import type { DataProduct } from '../domain/rows/DataProduct';
import { newUid } from '../domain/rows/newUid';
import { db, type New } from './db';

export interface NewDataProduct {
  /** It is given its uid when it is added. */
  readonly product: Omit<New<DataProduct>, 'uid'>;
  readonly file: Blob;
  readonly thumbnail: Blob | null;
}

/** Newest first. */
export const dataProductsOfTarget = (pk: TargetPk): Promise<DataProduct[]> =>
  db.dataProducts.where('targetPk').equals(pk).reverse().toArray();

export const dataProductsOfGroup = (pk: DataProductGroupPk): Promise<DataProduct[]> =>
  db.dataProducts.where('groupPks').equals(pk).toArray();

/** In the order of the keys; deleted ones are left out. */
export async function dataProductsByPk(pks: readonly DataProductPk[]): Promise<DataProduct[]> {
  const products = await db.dataProducts.bulkGet([...pks]);
  return products.filter((product) => product !== undefined);
}

export const countDataProductsOfTarget = (pk: TargetPk): Promise<number> =>
  db.dataProducts.where('targetPk').equals(pk).count();

export const newestDataProductOfTarget = async (pk: TargetPk): Promise<DataProductPk | undefined> =>
  (await db.dataProducts.where('targetPk').equals(pk).last())?.pk;

export const getFile = async (pk: DataProductPk): Promise<Blob | undefined> => (await db.files.get(pk))?.blob;

export const getThumbnail = async (pk: DataProductPk): Promise<Blob | undefined> =>
  (await db.thumbnails.get(pk))?.blob;

/** Keeps the SHA-256 of a product's content. */
export const setContentHash = async (pk: DataProductPk, sha256: string): Promise<void> => {
  await db.dataProducts.update(pk, { sha256 });
};

/** Puts the content of a product in the place of one that the browser has lost. */
export const replaceFile = (pk: DataProductPk, blob: Blob): Promise<void> =>
  db.transaction('rw', db.dataProducts, db.files, async () => {
    if (await db.dataProducts.get(pk)) await db.files.put({ productPk: pk, blob });
  });

/** Saves products with their files and thumbnails, or none of them. */
export function addDataProducts(added: readonly NewDataProduct[]): Promise<DataProductPk[]> {
  return db.transaction('rw', db.targets, db.dataProducts, db.files, db.thumbnails, async () => {
    for (const targetPk of new Set(added.map(({ product }) => product.targetPk))) {
      if (!(await db.targets.get(targetPk))) throw new RangeError('The target has been deleted');
    }
    return putDataProducts(added);
  });
}

/** To be called within a transaction over `dataProducts`, `files` and `thumbnails`. */
export async function putDataProducts(added: readonly NewDataProduct[]): Promise<DataProductPk[]> {
  const pks = await db.dataProducts.bulkAdd(
    added.map(({ product }) => ({ ...product, uid: newUid() })),
    { allKeys: true }
  );
  await db.files.bulkAdd(added.map(({ file }, i) => ({ productPk: pks[i]!, blob: file })));
  const thumbnails = added.flatMap(({ thumbnail }, i) =>
    thumbnail ? [{ productPk: pks[i]!, blob: thumbnail }] : []
  );
  await db.thumbnails.bulkAdd(thumbnails);
  return pks;
}
