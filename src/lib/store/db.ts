import { Dexie, type Table } from 'dexie';
import type {
  DataProductGroupPk,
  DataProductPk,
  PipelineProcessPk,
  ReducedDatumPk,
  TargetPk,
  UnixMilliseconds
} from '../domain/units/Brand';
import type { DataProduct } from '../domain/rows/DataProduct';
import type { FileFacts } from '../domain/image/FileFacts';
import type { DataProductGroup } from '../domain/rows/DataProductGroup';
import type { PipelineProcess } from '../domain/rows/PipelineProcess';
import type { ProcessLog } from '../domain/rows/ProcessLog';
import type { ReducedDatum } from '../domain/rows/ReducedDatum';
import type { Target } from '../domain/rows/Target';
import type { Lease } from './Lease';
import { MENDED_ROWS } from './mendedRows';
import { closeStore, NewerStoreError } from './storeClosed';
import { intoEighthVersion } from './upgrades/intoEighthVersion';
import { intoFifthVersion } from './upgrades/intoFifthVersion';
import { intoSeventhVersion } from './upgrades/intoSeventhVersion';
import { intoSixthVersion, type OldDataProduct, type OldObservedTime } from './upgrades/intoSixthVersion';

export type New<Row extends { pk: unknown }> = Omit<Row, 'pk'>;

/** A file kept apart from the row that describes it: the bytes of a product, or its thumbnail. */
export interface StoredBlob {
  readonly productPk: DataProductPk;
  readonly blob: Blob;
}

/** The browser's own, but for a store of a newer version, which Dexie would open, and change where it misses an index. */
const OWN_VERSION: IDBFactory = {
  open(name, version) {
    // What Dexie asks for when the store is of a newer version than it asked for at first.
    if (version === undefined) throw new NewerStoreError();
    return indexedDB.open(name, version);
  },
  deleteDatabase: (name) => indexedDB.deleteDatabase(name),
  databases: () => indexedDB.databases(),
  cmp: (a, b) => indexedDB.cmp(a, b)
};

class PocketTomDatabase extends Dexie {
  declare readonly targets: Table<Target, TargetPk, New<Target>>;
  declare readonly dataProducts: Table<DataProduct, DataProductPk, New<DataProduct>>;
  declare readonly files: Table<StoredBlob, DataProductPk>;
  declare readonly thumbnails: Table<StoredBlob, DataProductPk>;
  declare readonly reducedDatums: Table<ReducedDatum, ReducedDatumPk, New<ReducedDatum>>;
  declare readonly dataProductGroups: Table<DataProductGroup, DataProductGroupPk, New<DataProductGroup>>;
  declare readonly processes: Table<PipelineProcess, PipelineProcessPk, New<PipelineProcess>>;
  declare readonly processLogs: Table<ProcessLog, number, New<ProcessLog>>;
  declare readonly leases: Table<Lease, Lease['name']>;

  constructor() {
    // What the app says is saved is on the disk then, whatever happens to the power.
    super('pocket-tom', { chromeTransactionDurability: 'strict', indexedDB: OWN_VERSION });
    this.on('versionchange', ({ newVersion }) => {
      if (newVersion === null) return undefined;
      // A newer version of the app waits for it. Dexie alone would open the store again, and write what is of no use there.
      this.close({ disableAutoOpen: true });
      closeStore();
      return false;
    });
    this.version(1).stores({
      targets: '++pk, &name',
      dataProducts: '++pk, &productId, targetPk, *groupPks',
      files: 'productPk',
      thumbnails: 'productPk',
      reducedDatums: '++pk, targetPk, dataProductPk, dataType, timestamp',
      dataProductGroups: '++pk, name',
      processes: '++pk, &identifier, targetPk, stage',
      processLogs: '++pk, processPk'
    });
    // A page that follows a log reads only what came after the part that it has.
    this.version(2).stores({ processLogs: '++pk, processPk, [processPk+pk]' });
    // The middle of the observation, and corrections.
    this.version(3).upgrade((transaction) =>
      transaction
        .table('dataProducts')
        .toCollection()
        .modify((product: FirstDataProduct, row: { value: unknown }) => {
          row.value = intoThirdVersion(product);
        })
    );
    // A hundred thousand measurements of a target are read a part at a time.
    this.version(4).stores({
      reducedDatums: '++pk, targetPk, [targetPk+pk], dataProductPk, dataType, timestamp'
    });
    // Pipelines are named by id, products by uid. Processes have warnings, and are found by the group of their outputs.
    this.version(5)
      .stores({
        dataProducts: '++pk, &uid, &productId, targetPk, *groupPks',
        processes: '++pk, &identifier, targetPk, stage, groupPk'
      })
      .upgrade(intoFifthVersion);
    // Reduced data are of a kind, and sources of times are data.
    this.version(6).upgrade(intoSixthVersion);
    // Parameters that are not set are null.
    this.version(7).upgrade(intoSeventhVersion);
    // Files that could not be looked at are found again. A lease says which tab runs the queue.
    this.version(8)
      .stores({
        dataProducts: '++pk, &uid, &productId, targetPk, *groupPks, notLookedAt.losses',
        leases: 'name'
      })
      .upgrade(intoEighthVersion);
    this.targets.hook('reading', MENDED_ROWS.targets);
    this.dataProducts.hook('reading', MENDED_ROWS.dataProducts);
    this.reducedDatums.hook('reading', MENDED_ROWS.reducedDatums);
    this.dataProductGroups.hook('reading', MENDED_ROWS.dataProductGroups);
    this.processes.hook('reading', MENDED_ROWS.processes);
  }
}

/** A product of versions 1 and 2, which had only the start of the observation, in whatever time system. */
type FirstDataProduct = Omit<DataProduct, 'facts' | 'corrections'> & {
  readonly facts:
    | (Omit<FileFacts, 'observed'> & {
        readonly observed: { readonly utc: UnixMilliseconds; readonly source: string } | null;
      })
    | null;
};

function intoThirdVersion(product: FirstDataProduct): OldDataProduct {
  const { facts } = product;
  return { ...product, corrections: {}, facts: facts && { ...facts, observed: observedTime(facts) } };
}

/** What the header says about the middle is not known here, so it is half an exposure after the start. */
function observedTime({
  observed,
  exposureTime
}: NonNullable<FirstDataProduct['facts']>): OldObservedTime | null {
  if (!observed) return null;
  const { utc, source } = observed;
  const half = source.includes('without time of day') || exposureTime === null ? null : exposureTime * 500;
  return {
    start: utc,
    mid: half === null ? null : (Math.round(utc + half) as UnixMilliseconds),
    source: source.replace(/\((\w+)\)$/, '($1, not converted)'),
    midSource: half === null ? null : `${source} + half the exposure`
  };
}

export const db = new PocketTomDatabase();
