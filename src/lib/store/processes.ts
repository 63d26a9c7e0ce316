import type {
  DataProductGroupPk,
  PipelineProcessPk,
  TargetPk,
  UnixMilliseconds
} from '../domain/units/Brand';
import { ASYNC_STATUS_FAILED, type PipelineProcess } from '../domain/rows/PipelineProcess';
import { checkTargets } from './checkTargets';
import { db, type New } from './db';

export const getProcess = (pk: PipelineProcessPk): Promise<PipelineProcess | undefined> =>
  db.processes.get(pk);

export const processOfIdentifier = (identifier: string): Promise<PipelineProcess | undefined> =>
  db.processes.where('identifier').equals(identifier).first();

/** The process whose outputs are in a group. */
export const processOfGroup = (pk: DataProductGroupPk): Promise<PipelineProcess | undefined> =>
  db.processes.where('groupPk').equals(pk).first();

/** Newest first. */
export const allProcesses = (): Promise<PipelineProcess[]> => db.processes.reverse().toArray();

/** Newest first. */
export const processesOfTarget = (pk: TargetPk): Promise<PipelineProcess[]> =>
  db.processes.where('targetPk').equals(pk).reverse().toArray();

export const processIsRunning = async (): Promise<boolean> =>
  (await db.processes.where('stage').equals('running').count()) > 0;

/** Whether a process waits or runs. */
export const processIsPending = async (): Promise<boolean> =>
  (await db.processes.where('stage').anyOf('queued', 'running').count()) > 0;

export const oldestQueuedProcess = (): Promise<PipelineProcess | undefined> =>
  db.processes.where('stage').equals('queued').first();

/**
 * Adds a process under its identifier or, if that is taken, under the identifier with `_2`, `_3`, …
 * @throws RangeError if its target has been deleted
 */
export function addProcess(process: New<PipelineProcess>): Promise<PipelineProcessPk> {
  return db.transaction('rw', db.targets, db.processes, async () => {
    if (process.targetPk !== null) await checkTargets([process.targetPk]);
    let identifier = process.identifier;
    for (let n = 2; await db.processes.where('identifier').equals(identifier).count(); n++) {
      identifier = `${process.identifier}_${n}`;
    }
    return db.processes.add({ ...process, identifier });
  });
}

/** Takes a queued process to run it; false if it is no longer waiting. */
export function claimProcess(pk: PipelineProcessPk, now: UnixMilliseconds): Promise<boolean> {
  return db.transaction('rw', db.processes, async () => {
    if ((await db.processes.get(pk))?.stage !== 'queued') return false;
    await db.processes.update(pk, { stage: 'running', lastActivity: now });
    return true;
  });
}

/** Ends a process as failed, unless it has already ended or been deleted. */
export function failProcess(
  pk: PipelineProcessPk,
  failureMessage: string,
  now: UnixMilliseconds
): Promise<void> {
  return db.transaction('rw', db.processes, async () => {
    const process = await db.processes.get(pk);
    if (process && process.stage !== 'finished') await db.processes.put(failed(process, failureMessage, now));
  });
}

/** Fails every process that is marked as running; to be called when it is known that none is. */
export function failOrphans(failureMessage: string, now: UnixMilliseconds): Promise<void> {
  return db.transaction('rw', db.processes, async () => {
    const orphans = await db.processes.where('stage').equals('running').toArray();
    await db.processes.bulkPut(orphans.map((process) => failed(process, failureMessage, now)));
  });
}

/** Cancels a process: at once if it is queued, else by telling the tab that runs it. */
export function requestCancel(pk: PipelineProcessPk, now: UnixMilliseconds): Promise<void> {
  return db.transaction('rw', db.processes, async () => {
    const process = await db.processes.get(pk);
    if (process?.stage === 'queued') await db.processes.put(failed(process, CANCELLED, now));
    if (process?.stage === 'running') await db.processes.update(pk, { cancelRequested: true });
  });
}

export const CANCELLED = 'Cancelled';

/** A process as it is once it has failed. */
export const failed = (
  process: PipelineProcess,
  failureMessage: string,
  now: UnixMilliseconds
): PipelineProcess => ({
  ...process,
  stage: 'finished',
  status: ASYNC_STATUS_FAILED,
  failureMessage,
  terminalTimestamp: now
});
