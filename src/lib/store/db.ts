import { Dexie, type Table } from 'dexie';
import type {
  DataProductGroupPk,
  DataProductPk,
  PipelineProcessPk,
  ReducedDatumPk,
  TargetPk
} from '../domain/Brand';
import type { DataProduct } from '../domain/DataProduct';
import type { DataProductGroup } from '../domain/DataProductGroup';
import type { PipelineProcess } from '../domain/PipelineProcess';
import type { ProcessLog } from '../domain/ProcessLog';
import type { ReducedDatum } from '../domain/ReducedDatum';
import type { Target } from '../domain/Target';

export type New<Row extends { pk: unknown }> = Omit<Row, 'pk'>;

/** A file kept apart from the row that describes it: the bytes of a product, or its thumbnail. */
export interface StoredBlob {
  readonly productPk: DataProductPk;
  readonly blob: Blob;
}

class PocketTomDatabase extends Dexie {
  declare readonly targets: Table<Target, TargetPk, New<Target>>;
  declare readonly dataProducts: Table<DataProduct, DataProductPk, New<DataProduct>>;
  declare readonly files: Table<StoredBlob, DataProductPk>;
  declare readonly thumbnails: Table<StoredBlob, DataProductPk>;
  declare readonly reducedDatums: Table<ReducedDatum, ReducedDatumPk, New<ReducedDatum>>;
  declare readonly dataProductGroups: Table<DataProductGroup, DataProductGroupPk, New<DataProductGroup>>;
  declare readonly processes: Table<PipelineProcess, PipelineProcessPk, New<PipelineProcess>>;
  declare readonly processLogs: Table<ProcessLog, number, New<ProcessLog>>;

  constructor() {
    super('pocket-tom');
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
    // A page that follows a log asks only for what came after the piece it has.
    this.version(2).stores({ processLogs: '++pk, processPk, [processPk+pk]' });
  }
}

export const db = new PocketTomDatabase();
