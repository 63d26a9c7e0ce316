import type { Transaction } from 'dexie';
import type { DataProduct } from '../../domain/rows/DataProduct';
import { newUid } from '../../domain/rows/newUid';
import type { ParameterValues, PipelineProcess } from '../../domain/rows/PipelineProcess';
import type { DataProductPk, DataProductUid } from '../../domain/units/Brand';

/** Ids of the pipelines by what people saw of them, by which processes named them until version 4. */
const PIPELINE_IDS = new Map(
  Object.entries({
    'Align and stack': 'stack',
    Calibrate: 'cal',
    'Colour image': 'rgb',
    'Example pipeline': 'example',
    'Frame quality report': 'quality',
    'Light curve': 'lightcurve',
    'Period search': 'period',
    'Source catalogue': 'catalogue',
    Timelapse: 'timelapse'
  })
);

/** All parameters of theirs that were keys of input files. */
const FILE_PARAMETERS = new Set(['reference', 'later_frame']);

type OldProduct = Omit<DataProduct, 'uid'>;
type OldProcess = Omit<PipelineProcess, 'pipelineId' | 'parameters' | 'warnings'> & {
  readonly processType: string;
  readonly parameters: ParameterValues | null;
};
type Changed = { value: unknown };

/**
 * Products have uids. Processes name their pipeline by its id, and files among their parameters by uid; a pipeline that
 * is not known here keeps the name it had.
 */
export async function intoFifthVersion(transaction: Transaction): Promise<void> {
  const uids = new Map<DataProductPk, DataProductUid>();
  await transaction
    .table('dataProducts')
    .toCollection()
    .modify((product: OldProduct, row: Changed) => {
      row.value = { ...product, uid: uidOf(product.pk, uids) } satisfies DataProduct;
    });
  await transaction
    .table('processes')
    .toCollection()
    .modify((process: OldProcess, row: Changed) => {
      row.value = newProcess(process, uids);
    });
}

/** One that has been deleted keeps one too, as what named it goes on naming one product. */
function uidOf(pk: DataProductPk, uids: Map<DataProductPk, DataProductUid>): DataProductUid {
  const uid = uids.get(pk) ?? newUid<DataProductUid>();
  uids.set(pk, uid);
  return uid;
}

function newProcess(
  { processType, parameters, ...process }: OldProcess,
  uids: Map<DataProductPk, DataProductUid>
): PipelineProcess {
  return {
    ...process,
    warnings: [],
    pipelineId: PIPELINE_IDS.get(processType) ?? processType,
    parameters: parameters && newParameters(parameters, uids)
  };
}

function newParameters(
  parameters: ParameterValues,
  uids: Map<DataProductPk, DataProductUid>
): ParameterValues {
  const entries = Object.entries(parameters).map(([name, value]) => {
    const isFile = FILE_PARAMETERS.has(name) && typeof value === 'number';
    return [name, isFile ? { kind: 'inputFile', uid: uidOf(value as DataProductPk, uids) } : value];
  });
  return Object.fromEntries(entries) as ParameterValues;
}
