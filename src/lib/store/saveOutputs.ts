import type {
  DataProductGroupPk,
  DataProductPk,
  DataProductUid,
  PipelineProcessPk,
  UnixMilliseconds
} from '../domain/units/Brand';
import { firstLook, type NotLookedAt } from '../domain/rows/DataProduct';
import type { FileFacts } from '../domain/image/FileFacts';
import type { FinishedOutput } from '../domain/rows/FinishedOutput';
import { ASYNC_STATUS_CREATED, type PipelineProcess } from '../domain/rows/PipelineProcess';
import type { ReducedDatum } from '../domain/rows/ReducedDatum';
import type { Warning } from '../domain/rows/Warning';
import { type NewDataProduct, putDataProducts } from './dataProducts';
import { checkTargets } from './checkTargets';
import { db, type New } from './db';
import { CANCELLED, failed } from './processes';
import { addNewReducedDatums } from './reducedDatums';
import { type StoreWarning, storeWarningText } from './sentences';

/** What was found out about an output file before it is saved. */
export interface OutputInspection {
  readonly facts: FileFacts | null;
  readonly unreadable: string | null;
  readonly thumbnail: Blob | null;
  readonly notLookedAt?: NotLookedAt['because'];
}

/**
 * Saves all outputs of a running process and marks it as created, in one transaction: any error, a full
 * disk included, leaves nothing behind. A process that was cancelled meanwhile fails instead, and one that
 * was deleted or has ended saves nothing.
 * @param warnings of the run, to which those of saving are added
 */
export function saveOutputs(
  processPk: PipelineProcessPk,
  outputs: readonly FinishedOutput[],
  inspections: ReadonlyMap<FinishedOutput, OutputInspection>,
  warnings: readonly Warning[],
  now: UnixMilliseconds
): Promise<void> {
  const tables = [
    db.targets,
    db.processes,
    db.dataProducts,
    db.files,
    db.thumbnails,
    db.reducedDatums,
    db.dataProductGroups,
    db.processLogs
  ];
  return db.transaction('rw', tables, async () => {
    const process = await db.processes.get(processPk);
    if (process?.stage !== 'running') return;
    if (process.cancelRequested) {
      await db.processes.put(failed(process, CANCELLED, now));
      return;
    }
    if (process.targetPk !== null) await checkTargets([process.targetPk]);
    const groupPk = await saveFiles(process, outputs, inspections, now);
    const pks = await inputPks(process);
    const data = outputs.flatMap((output) => toReducedDatums(process, output, pks, now));
    const { duplicates } = await addNewReducedDatums(data);
    const saving = duplicates > 0 ? [warningOf({ count: duplicates, of: data.length })] : [];
    for (const { text } of saving) await db.processLogs.add({ processPk, text: `${text}\n` });
    await db.processes.put({
      ...process,
      stage: 'finished',
      status: ASYNC_STATUS_CREATED,
      terminalTimestamp: now,
      progress: 1,
      groupPk,
      warnings: [...warnings, ...saving]
    });
  });
}

function warningOf(parameters: StoreWarning['parameters']): Warning {
  const warning: StoreWarning = { code: 'alreadyThere', parameters };
  return { ...warning, text: storeWarningText(warning) };
}

async function saveFiles(
  process: PipelineProcess,
  outputs: readonly FinishedOutput[],
  inspections: ReadonlyMap<FinishedOutput, OutputInspection>,
  now: UnixMilliseconds
): Promise<DataProductGroupPk | null> {
  const files = outputs.filter((output) => output.kind === 'file');
  if (files.length === 0) return null;
  const groupPk = await db.dataProductGroups.add({ name: `${process.identifier}_outputs`, created: now });
  await putDataProducts(
    files.map((file): NewDataProduct => {
      const name = `${process.identifier}_${file.name}`;
      const { facts = null, unreadable = null, thumbnail = null, notLookedAt } = inspections.get(file) ?? {};
      return {
        file: file.blob,
        thumbnail,
        product: {
          productId: name,
          name,
          targetPk: process.targetPk!,
          groupPks: [groupPk],
          type: file.tag,
          size: file.blob.size,
          facts,
          corrections: {},
          unreadable,
          ...(notLookedAt && { notLookedAt: firstLook(notLookedAt) }),
          created: now,
          modified: now
        }
      };
    })
  );
  return groupPk;
}

/** Of its input files, by uid; those that have been deleted since are left out. */
async function inputPks({
  inputFilePks
}: PipelineProcess): Promise<ReadonlyMap<DataProductUid, DataProductPk>> {
  const products = await db.dataProducts.bulkGet([...inputFilePks]);
  return new Map(products.flatMap((product) => (product ? [[product.uid, product.pk]] : [])));
}

function toReducedDatums(
  process: PipelineProcess,
  output: FinishedOutput,
  pks: ReadonlyMap<DataProductUid, DataProductPk>,
  now: UnixMilliseconds
): New<ReducedDatum>[] {
  const common = {
    targetPk: process.targetPk!,
    dataType: output.tag,
    sourceName: `${process.identifier}_${output.name}`,
    sourceLocation: ''
  };
  switch (output.kind) {
    case 'file':
      return [];
    case 'text':
      return [{ ...common, dataProductPk: null, timestamp: now, value: { kind: 'text', text: output.text } }];
    case 'photometry':
      return output.measurements.map(({ timestamp, value, dataProductUid }) => ({
        ...common,
        dataProductPk: (dataProductUid !== null && pks.get(dataProductUid)) || null,
        timestamp,
        value
      }));
  }
}
