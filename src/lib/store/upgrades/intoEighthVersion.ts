import type { Transaction } from 'dexie';
import type { DataProduct } from '../../domain/rows/DataProduct';

/** What earlier versions said of files on which a worker was lost, whether or not it had been loaded. */
const LOST: ReadonlySet<string | null> = new Set([
  'The file is more than this device can read',
  'Reading the file took more than a minute'
]);

/** Files that earlier versions took to be unreadable, since a worker was lost on them, are looked at again. */
export const intoEighthVersion = (transaction: Transaction): PromiseLike<unknown> =>
  transaction
    .table('dataProducts')
    .toCollection()
    .modify((product: DataProduct, row: { value: unknown }) => {
      if (LOST.has(product.unreadable))
        row.value = { ...product, unreadable: null, notLookedAt: { because: 'lost', losses: 0 } };
    });
