import type { PipelineProcessPk, TargetPk } from '../../domain/units/Brand';
import { getGroup } from '../../store/dataProductGroups';
import {
  allProcesses,
  getProcess,
  processesOfTarget,
  processIsRunning,
  requestCancel
} from '../../store/processes';
import { getTarget } from '../../store/targets';
import { pipelineLabel } from '../../runtime/run/pipelineLabel';
import { live } from '../live/live.svelte';
import { now } from '../live/now';

/** Newest first. */
export const liveProcesses = () => live(() => null, allProcesses);

/** Newest first. */
export const liveProcessesOfTarget = (pk: () => TargetPk) => live(pk, processesOfTarget);

/** Whether a process is running, in this tab or another. */
export const liveProcessIsRunning = () => live(() => null, processIsRunning);

/** A process with the label of its pipeline, its target and the group of its outputs; null where there is none. */
export const liveProcess = (pk: () => PipelineProcessPk) =>
  live(pk, async (key) => {
    const process = await getProcess(key);
    if (!process) return null;
    const { pipelineId, targetPk, groupPk } = process;
    return {
      process,
      pipeline: pipelineLabel(pipelineId),
      target: (targetPk !== null && (await getTarget(targetPk))) || null,
      group: (groupPk !== null && (await getGroup(groupPk))) || null
    };
  });

export const cancelProcess = (pk: PipelineProcessPk): Promise<void> => requestCancel(pk, now());
