import type { DataProductPk, TargetPk, UnixMilliseconds } from '../domain/units/Brand';
import type { DataProduct } from '../domain/rows/DataProduct';
import type { PipelineProcess } from '../domain/rows/PipelineProcess';
import type { ProcessLog } from '../domain/rows/ProcessLog';
import type { ReducedDatum } from '../domain/rows/ReducedDatum';
import type { Target } from '../domain/rows/Target';
import { db } from './db';
import { failed } from './processes';

/** Rows removed from the store, with all that is needed to restore them. The files of the products are still in the store. */
export interface Deleted {
  readonly targets: readonly Target[];
  readonly dataProducts: readonly DataProduct[];
  readonly reducedDatums: readonly ReducedDatum[];
  readonly processes: readonly PipelineProcess[];
  readonly processLogs: readonly ProcessLog[];
}

const TABLES = [db.targets, db.dataProducts, db.files, db.reducedDatums, db.processes, db.processLogs];

/** Deletes products with their reduced data, but for their files and thumbnails: see `deleteFiles`. */
export function deleteDataProducts(pks: readonly DataProductPk[]): Promise<Deleted> {
  return db.transaction('rw', TABLES, async () => ({
    targets: [],
    dataProducts: await take(() => db.dataProducts.where('pk').anyOf(pks)),
    reducedDatums: await take(() => db.reducedDatums.where('dataProductPk').anyOf(pks)),
    processes: [],
    processLogs: []
  }));
}

/**
 * Deletes a target and all that belongs to it, which also cancels a running process of it, but for files and thumbnails:
 * see `deleteFiles`.
 */
export function deleteTarget(pk: TargetPk): Promise<Deleted> {
  return db.transaction('rw', TABLES, async () => {
    const processPks = await db.processes.where('targetPk').equals(pk).primaryKeys();
    return {
      targets: await take(() => db.targets.where('pk').equals(pk)),
      dataProducts: await take(() => db.dataProducts.where('targetPk').equals(pk)),
      reducedDatums: await take(() => db.reducedDatums.where('targetPk').equals(pk)),
      processes: await take(() => db.processes.where('pk').anyOf(processPks)),
      processLogs: await take(() => db.processLogs.where('processPk').anyOf(processPks))
    };
  });
}

/** Deletes the files and thumbnails of deleted products for good. The browser gives their space back some seconds later. */
export function deleteFiles(pks: readonly DataProductPk[]): Promise<void> {
  return db.transaction('rw', db.dataProducts, db.files, db.thumbnails, async () => {
    const restored = new Set(await db.dataProducts.where('pk').anyOf(pks).primaryKeys());
    const deleted = pks.filter((pk) => !restored.has(pk));
    await db.files.bulkDelete(deleted);
    await db.thumbnails.bulkDelete(deleted);
  });
}

/** Deletes for good what deletions left behind in tabs that were closed before their time to undo them was over. */
export function deleteLeftFiles(): Promise<void> {
  return db.transaction('rw', db.dataProducts, db.files, db.thumbnails, async () => {
    const products = new Set(await db.dataProducts.toCollection().primaryKeys());
    const left = (await db.files.toCollection().primaryKeys()).filter((pk) => !products.has(pk));
    await db.files.bulkDelete(left);
    await db.thumbnails.bulkDelete(left);
  });
}

/**
 * Restores what was deleted. A process that had not ended is restored as failed, as nothing runs it any more.
 * @throws RangeError if what it belonged to has been deleted since, its name taken, or its files deleted for good.
 */
export function restore(deleted: Deleted, now: UnixMilliseconds): Promise<void> {
  return db.transaction('rw', TABLES, async () => {
    await checkRestorable(deleted);
    await db.targets.bulkAdd(deleted.targets);
    await db.dataProducts.bulkAdd(deleted.dataProducts);
    await db.reducedDatums.bulkAdd(deleted.reducedDatums);
    await db.processes.bulkAdd(
      deleted.processes.map((process) =>
        process.stage === 'finished' ? process : failed(process, 'Interrupted: its target was deleted', now)
      )
    );
    await db.processLogs.bulkAdd(deleted.processLogs);
  });
}

/** @param rows makes a new collection for each use, as Dexie's `anyOf` goes through its keys only once */
async function take<Row>(
  rows: () => { toArray(): PromiseLike<Row[]>; delete(): PromiseLike<number> }
): Promise<Row[]> {
  const taken = await rows().toArray();
  await rows().delete();
  return taken;
}

async function checkRestorable({ targets, dataProducts }: Deleted): Promise<void> {
  for (const { name } of targets) {
    if (await db.targets.where('name').equals(name).count()) {
      throw new RangeError(`A Target matching ${name} already exists.`);
    }
  }
  const returning = new Set(targets.map(({ pk }) => pk));
  for (const { targetPk } of dataProducts) {
    if (!returning.has(targetPk) && !(await db.targets.get(targetPk))) {
      throw new RangeError('The target they belonged to has been deleted');
    }
  }
  const pks = dataProducts.map(({ pk }) => pk);
  if ((await db.files.where('productPk').anyOf(pks).count()) < pks.length)
    throw new RangeError('The files have been deleted for good');
}
