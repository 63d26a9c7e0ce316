import type { Transaction } from 'dexie';
import type { ParameterValues, PipelineProcess } from '../../domain/rows/PipelineProcess';

/** Parameters that until version 6 had no value where they were 0, by the id of their pipeline. */
const ZERO_MEANT_UNSET: Readonly<Record<string, readonly string[]>> = {
  cal: ['gain', 'read_noise'],
  catalogue: ['gain', 'zero_point', 'saturation'],
  lightcurve: ['radius'],
  period: ['shortest', 'longest'],
  quality: ['saturation']
};

/** What is not set is null among the parameters of processes, so that a zero point of 0 can be given. */
export async function intoSeventhVersion(transaction: Transaction): Promise<void> {
  await transaction
    .table('processes')
    .toCollection()
    .modify((process: PipelineProcess, row: { value: unknown }) => {
      const { pipelineId, parameters } = process;
      row.value = { ...process, parameters: parameters && newParameters(pipelineId, parameters) };
    });
}

function newParameters(pipelineId: string, parameters: ParameterValues): ParameterValues {
  const unset = ZERO_MEANT_UNSET[pipelineId] ?? [];
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      value === 0 && unset.includes(name) ? null : value
    ])
  );
}
