import type { DataProductPk, PipelineProcessPk, TargetPk } from '../../domain/units/Brand';
import {
  ASYNC_STATUS_PENDING,
  type FlagValues,
  type ParameterValues,
  type PipelineProcess
} from '../../domain/rows/PipelineProcess';
import { processIdentifier } from '../../domain/rows/processIdentifier';
import type { Pipeline } from '../../pipelines/contract/definePipeline';
import { loadPipeline } from '../../runtime/run/loadPipeline';
import { addProcess } from '../../store/processes';
import { now } from '../live/now';

export interface ProcessForm {
  /** As chosen in the list of pipelines; '' where nothing was. */
  readonly pipelineName: string;
  readonly targetPk: TargetPk;
  readonly productPks: readonly DataProductPk[];
  /** The ticked flags; those not named are off. */
  readonly flags: FlagValues;
  readonly parameters: ParameterValues;
}

/**
 * Queues a run as a submitted form asks for it.
 * @throws RangeError or InvalidPipelineError, a sentence for the user.
 */
export async function submitProcess(form: ProcessForm): Promise<PipelineProcessPk> {
  if (!form.pipelineName) throw new RangeError('No pipeline_name given');
  const pipeline = await loadPipeline(form.pipelineName);
  if (form.productPks.length === 0 && !pipeline.readsPhotometry)
    throw new RangeError('No data product selected');
  return queueProcess(pipeline.shortName, {
    processType: form.pipelineName,
    targetPk: form.targetPk,
    inputFilePks: form.productPks,
    flags: submittedFlags(pipeline, form.flags),
    parameters: pipeline.parameters ? form.parameters : null
  });
}

/** Queues the same run once more. @throws InvalidPipelineError if its pipeline is no longer there. */
export async function runAgain(process: PipelineProcess): Promise<PipelineProcessPk> {
  const { processType, targetPk, inputFilePks, flags, parameters } = process;
  const { shortName } = await loadPipeline(processType);
  return queueProcess(shortName, { processType, targetPk, inputFilePks, flags, parameters });
}

/** Every flag of the pipeline is on only if it was ticked; any other flag is ignored. */
function submittedFlags(pipeline: Pipeline, ticked: FlagValues): FlagValues | null {
  const names = Object.keys(pipeline.flags ?? {});
  if (names.length === 0) return null;
  return Object.fromEntries(names.map((name) => [name, ticked[name] === true]));
}

function queueProcess(
  shortName: string,
  run: Pick<PipelineProcess, 'processType' | 'targetPk' | 'inputFilePks' | 'flags' | 'parameters'>
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
    groupPk: null,
    progress: null,
    cancelRequested: false,
    lastActivity: created
  });
}
