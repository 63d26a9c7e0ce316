import type { DataProductPk, UnixMilliseconds } from '../domain/units/Brand';
import { changeCorrections, type CorrectionChanges, undoingChanges } from '../domain/rows/Corrections';
import { db } from './db';

/**
 * Corrects products, all or none; deleted ones are skipped.
 * @returns the changes that undo this
 */
export function correctDataProducts(
  changes: ReadonlyMap<DataProductPk, CorrectionChanges>,
  now: UnixMilliseconds
): Promise<ReadonlyMap<DataProductPk, CorrectionChanges>> {
  return db.transaction('rw', db.dataProducts, async () => {
    const stored = await db.dataProducts.bulkGet([...changes.keys()]);
    const products = stored.filter((product) => product !== undefined);
    await db.dataProducts.bulkPut(
      products.map((product) => ({
        ...product,
        corrections: changeCorrections(product.corrections, changes.get(product.pk)!),
        modified: now
      }))
    );
    return new Map(
      products.map(({ pk, corrections }) => [pk, undoingChanges(corrections, changes.get(pk)!)])
    );
  });
}
