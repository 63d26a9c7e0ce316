import type { DataProductPk, TargetPk, UnixMilliseconds } from '../domain/units/Brand';
import type { DataProduct } from '../domain/rows/DataProduct';
import type { PipelineProcess } from '../domain/rows/PipelineProcess';
import type { ProcessLog } from '../domain/rows/ProcessLog';
import type { ReducedDatum } from '../domain/rows/ReducedDatum';
import type { Target } from '../domain/rows/Target';
import { db, type StoredBlob } from './db';
import { failed } from './processes';

/** Rows removed from the store, with all that is needed to restore them. Files are handles, not bytes. */
export interface Deleted {
  readonly targets: readonly Target[];
  readonly dataProducts: readonly DataProduct[];
  readonly files: readonly StoredBlob[];
  readonly thumbnails: readonly StoredBlob[];
  readonly reducedDatums: readonly ReducedDatum[];
  readonly processes: readonly PipelineProcess[];
  readonly processLogs: readonly ProcessLog[];
}

const TABLES = [
  db.targets,
  db.dataProducts,
  db.files,
  db.thumbnails,
  db.reducedDatums,
  db.processes,
  db.processLogs
];

/** Deletes products with their files, thumbnails and reduced data. */
export function deleteDataProducts(pks: readonly DataProductPk[]): Promise<Deleted> {
  return db.transaction('rw', TABLES, async () => ({
    targets: [],
    dataProducts: await take(() => db.dataProducts.where('pk').anyOf(pks)),
    files: await take(() => db.files.where('productPk').anyOf(pks)),
    thumbnails: await take(() => db.thumbnails.where('productPk').anyOf(pks)),
    reducedDatums: await take(() => db.reducedDatums.where('dataProductPk').anyOf(pks)),
    processes: [],
    processLogs: []
  }));
}

/** Deletes a target and all that belongs to it, which also cancels a running process of it. */
export function deleteTarget(pk: TargetPk): Promise<Deleted> {
  return db.transaction('rw', TABLES, async () => {
    const productPks = await db.dataProducts.where('targetPk').equals(pk).primaryKeys();
    const processPks = await db.processes.where('targetPk').equals(pk).primaryKeys();
    return {
      targets: await take(() => db.targets.where('pk').equals(pk)),
      dataProducts: await take(() => db.dataProducts.where('pk').anyOf(productPks)),
      files: await take(() => db.files.where('productPk').anyOf(productPks)),
      thumbnails: await take(() => db.thumbnails.where('productPk').anyOf(productPks)),
      reducedDatums: await take(() => db.reducedDatums.where('targetPk').equals(pk)),
      processes: await take(() => db.processes.where('pk').anyOf(processPks)),
      processLogs: await take(() => db.processLogs.where('processPk').anyOf(processPks))
    };
  });
}

/**
 * Restores what was deleted. A process that had not ended is restored as failed, as nothing runs it any more.
 * @throws RangeError if what it belonged to has been deleted since, or its name taken.
 */
export function restore(deleted: Deleted, now: UnixMilliseconds): Promise<void> {
  return db.transaction('rw', TABLES, async () => {
    await checkRestorable(deleted);
    await db.targets.bulkAdd(deleted.targets);
    await db.dataProducts.bulkAdd(deleted.dataProducts);
    await db.files.bulkAdd(deleted.files);
    await db.thumbnails.bulkAdd(deleted.thumbnails);
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
}
