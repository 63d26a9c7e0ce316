import type { DataProductGroupPk, DataProductPk, TargetPk } from '../domain/units/Brand';
import type { DataProduct, NotLookedAt } from '../domain/rows/DataProduct';
import { newUid } from '../domain/rows/newUid';
import { checkTargets } from './checkTargets';
import { db, type New, type StoredBlob } from './db';
import { flushedBlob } from './flushedBlob';
import { pause } from './reducedDatums';

export interface NewDataProduct {
  /** It is given its uid when it is added. */
  readonly product: Omit<New<DataProduct>, 'uid'>;
  readonly file: Blob;
  readonly thumbnail: Blob | null;
}

/** Rows that are read, or written, at once: few enough that a page does not freeze meanwhile. */
const ROWS_PER_READ = 500;
/** Of larger changes Dexie tells those who follow only that everything may have changed. */
const ROWS_PER_WRITE = 49;

/** Newest first. */
export const dataProductsOfTarget = async (pk: TargetPk): Promise<DataProduct[]> =>
  (await dataProductsInParts(await dataProductKeysOfTarget(pk))).reverse();

/** Oldest first. */
export const dataProductKeysOfTarget = (pk: TargetPk): Promise<DataProductPk[]> =>
  db.dataProducts.where('targetPk').equals(pk).primaryKeys();

/** As `dataProductsByPk`, with pauses that keep the page responsive; not to be used within a transaction. */
export async function dataProductsInParts(pks: readonly DataProductPk[]): Promise<DataProduct[]> {
  const products: DataProduct[] = [];
  for (let from = 0; from < pks.length; from += ROWS_PER_READ) {
    if (from > 0) await pause();
    products.push(...(await dataProductsByPk(pks.slice(from, from + ROWS_PER_READ))));
  }
  return products;
}

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

/** Products that have not been looked at, and on which no more than this number of workers were lost. */
export const dataProductsNotLookedAt = (maxLosses: number): Promise<DataProduct[]> =>
  db.dataProducts.where('notLookedAt.losses').belowOrEqual(maxLosses).toArray();

/** What a look at a product found; its content only if it was unpacked. */
export interface Look {
  readonly found: Pick<DataProduct, 'facts' | 'unreadable' | 'modified'> &
    Partial<Pick<DataProduct, 'name' | 'type' | 'size' | 'sha256'>>;
  readonly file: Blob | null;
  readonly thumbnail: Blob | null;
}

/** Saves what a look at a product found; nothing if it was deleted, or looked at by another tab. */
export const saveLook = (pk: DataProductPk, { found, file, thumbnail }: Look): Promise<void> =>
  db.transaction('rw', db.dataProducts, db.files, db.thumbnails, async () => {
    const { notLookedAt, ...product } = (await db.dataProducts.get(pk)) ?? {};
    if (!notLookedAt) return;
    await db.dataProducts.put({ ...(product as Omit<DataProduct, 'notLookedAt'>), ...found });
    if (file) await db.files.put(fileRow(pk, file));
    if (thumbnail) await db.thumbnails.put({ productPk: pk, blob: thumbnail });
  });

/** Keeps why a product could not be looked at, this time. */
export const setNotLookedAt = async (pk: DataProductPk, notLookedAt: NotLookedAt): Promise<void> => {
  await db.dataProducts.update(pk, { notLookedAt });
};

/** Puts the content of a product in the place of one that the browser has lost. */
export const replaceFile = (pk: DataProductPk, blob: Blob): Promise<void> =>
  db.transaction('rw', db.dataProducts, db.files, async () => {
    if (await db.dataProducts.get(pk)) await db.files.put(fileRow(pk, blob));
  });

/** Saves products with their files and thumbnails, or none of them. @throws RangeError if a target has been deleted */
export function addDataProducts(added: readonly NewDataProduct[]): Promise<DataProductPk[]> {
  return db.transaction('rw', db.targets, db.dataProducts, db.files, db.thumbnails, async () => {
    await checkTargets(new Set(added.map(({ product }) => product.targetPk)));
    return putDataProducts(added);
  });
}

/** To be called within a transaction over `dataProducts`, `files` and `thumbnails`. */
export async function putDataProducts(added: readonly NewDataProduct[]): Promise<DataProductPk[]> {
  const pks: DataProductPk[] = [];
  for (let from = 0; from < added.length; from += ROWS_PER_WRITE) {
    const part = added.slice(from, from + ROWS_PER_WRITE);
    pks.push(
      ...(await db.dataProducts.bulkAdd(
        part.map(({ product }) => ({ ...product, uid: newUid() })),
        { allKeys: true }
      ))
    );
  }
  await db.files.bulkAdd(added.map(({ file }, i) => fileRow(pks[i]!, file)));
  const thumbnails = added.flatMap(({ thumbnail }, i) =>
    thumbnail ? [{ productPk: pks[i]!, blob: thumbnail }] : []
  );
  await db.thumbnails.bulkAdd(thumbnails);
  return pks;
}

const fileRow = (productPk: DataProductPk, file: Blob): StoredBlob => ({
  productPk,
  blob: flushedBlob(file)
});
