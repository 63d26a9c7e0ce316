import type { DataProductPk, PipelineProcessPk, TargetPk } from '../../domain/units/Brand';
import {
  ASYNC_STATUS_PENDING,
  type FlagValues,
  type ParameterValues,
  type PipelineProcess
} from '../../domain/rows/PipelineProcess';
import { processIdentifier } from '../../domain/rows/processIdentifier';
import { oldestFirst } from '../../domain/rows/oldestFirst';
import type { PipelineDescription } from '../../domain/rows/PipelineDescription';
import { dataProductsByPk } from '../../store/dataProducts';
import { addProcess } from '../../store/processes';
import { now } from '../live/now';
import { pipelineDescription } from './pipelineDescription';

export interface ProcessForm {
  /** As chosen in the list of pipelines; '' where nothing was. */
  readonly pipelineId: string;
  readonly targetPk: TargetPk;
  readonly productPks: readonly DataProductPk[];
  /** The ticked flags; those not named are off. */
  readonly flags: FlagValues;
  readonly parameters: ParameterValues;
}

/**
 * Queues the run that a submitted form asks for.
 * @throws RangeError or InvalidPipelineError, a sentence for the user.
 */
export async function submitProcess(form: ProcessForm): Promise<PipelineProcessPk> {
  if (!form.pipelineId) throw new RangeError('No pipeline_name given');
  const pipeline = await pipelineDescription(form.pipelineId);
  if (form.productPks.length === 0 && !pipeline.readsPhotometry)
    throw new RangeError('No data product selected');
  return queueProcess(pipeline.shortName, {
    pipelineId: form.pipelineId,
    targetPk: form.targetPk,
    inputFilePks: oldestFirst(await dataProductsByPk(form.productPks)).map(({ pk }) => pk),
    flags: submittedFlags(pipeline, form.flags),
    parameters: Object.keys(pipeline.parameters).length > 0 ? form.parameters : null
  });
}

/** Queues the same run once more. @throws InvalidPipelineError if its pipeline is no longer there. */
export async function runAgain(process: PipelineProcess): Promise<PipelineProcessPk> {
  const { pipelineId, targetPk, inputFilePks, flags, parameters } = process;
  const { shortName } = await pipelineDescription(pipelineId);
  return queueProcess(shortName, { pipelineId, targetPk, inputFilePks, flags, parameters });
}

/** Every flag of the pipeline is on only if it was ticked; any other flag is ignored. */
function submittedFlags({ flags }: PipelineDescription, ticked: FlagValues): FlagValues | null {
  const names = Object.keys(flags);
  if (names.length === 0) return null;
  return Object.fromEntries(names.map((name) => [name, ticked[name] === true]));
}

function queueProcess(
  shortName: string,
  run: Pick<PipelineProcess, 'pipelineId' | 'targetPk' | 'inputFilePks' | 'flags' | 'parameters'>
): Promise<PipelineProcessPk> {
  const created = now();
  return addProcess({
    ...run,
    identifier: processIdentifier(shortName, run.targetPk!, new Date(created)),
    created,
    status: ASYNC_STATUS_PENDING,
    stage: 'queued',
    terminalTimestamp: null,
    failureMessage: null,
    warnings: [],
    groupPk: null,
    progress: null,
    cancelRequested: false,
    lastActivity: created
  });
}
