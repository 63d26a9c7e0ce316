import type { DataProductPk, UnixMilliseconds } from '../domain/units/Brand';
import { changeCorrections, type CorrectionChanges, undoingChanges } from '../domain/rows/Corrections';
import type { ObservedTime } from '../domain/sky/ObservedTime';
import { db } from './db';

/**
 * Corrects products, all or none; deleted ones are skipped.
 * @param thumbnails that show what is corrected
 * @returns the changes that undo this
 */
export function correctDataProducts(
  changes: ReadonlyMap<DataProductPk, CorrectionChanges>,
  thumbnails: ReadonlyMap<DataProductPk, Blob>,
  now: UnixMilliseconds
): Promise<ReadonlyMap<DataProductPk, CorrectionChanges>> {
  return db.transaction('rw', db.dataProducts, db.thumbnails, async () => {
    const stored = await db.dataProducts.bulkGet([...changes.keys()]);
    const products = stored.filter((product) => product !== undefined);
    await db.dataProducts.bulkPut(
      products.map((product) => ({
        ...product,
        corrections: changeCorrections(product.corrections, changes.get(product.pk)!),
        modified: now
      }))
    );
    await db.thumbnails.bulkPut(
      products.flatMap(({ pk }) => {
        const blob = thumbnails.get(pk);
        return blob ? [{ productPk: pk, blob }] : [];
      })
    );
    return new Map(
      products.map(({ pk, corrections }) => [pk, undoingChanges(corrections, changes.get(pk)!)])
    );
  });
}

/** Puts the time of a product in the place of the same reading of its headers, with another position of its target. */
export const renewObserved = (
  pk: DataProductPk,
  observed: ObservedTime,
  now: UnixMilliseconds
): Promise<void> =>
  db.transaction('rw', db.dataProducts, async () => {
    const product = await db.dataProducts.get(pk);
    if (!product?.facts) return;
    const { corrections, facts } = product;
    const renewed = corrections.observed
      ? { corrections: { ...corrections, observed } }
      : { facts: { ...facts, observed } };
    await db.dataProducts.put({ ...product, ...renewed, modified: now });
  });
