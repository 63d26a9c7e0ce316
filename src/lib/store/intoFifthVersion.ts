import type { Transaction } from 'dexie';
import type { PipelineProcess } from '../domain/rows/PipelineProcess';

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

type OldProcess = Omit<PipelineProcess, 'pipelineId'> & { readonly processType: string };

/** Processes name their pipeline by its id; one that is not known here keeps the name it had. */
export function intoFifthVersion(transaction: Transaction): PromiseLike<unknown> {
  return transaction
    .table('processes')
    .toCollection()
    .modify((process: OldProcess, row: { value: unknown }) => {
      row.value = newProcess(process);
    });
}

function newProcess({ processType, ...process }: OldProcess): PipelineProcess {
  return { ...process, pipelineId: PIPELINE_IDS.get(processType) ?? processType };
}
