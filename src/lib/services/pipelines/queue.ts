import type { PipelineProcessPk, TargetPk } from '../../domain/units/Brand';
import type { FinishedOutput, PhotometryMeasurement } from '../../domain/rows/FinishedOutput';
import { isPhotometry } from '../../domain/rows/PhotometryDatum';
import type { PipelineProcess } from '../../domain/rows/PipelineProcess';
import { namingFile } from '../../pipelines/contract/namingFile';
import { FileWorker } from '../../runtime/files/FileWorker';
import type { PipelineRunner } from '../../runtime/run/PipelineRunner';
import { PipelineWorker } from '../../runtime/run/PipelineWorker';
import type { RunRequest, RunResult } from '../../runtime/protocol';
import {
  CANCELLED,
  claimProcess,
  failOrphans,
  failProcess,
  getProcess,
  oldestQueuedProcess
} from '../../store/processes';
import { dataProductsOfTarget } from '../../store/dataProducts';
import { reducedDatumsOfTarget } from '../../store/reducedDatums';
import { type OutputInspection, saveOutputs } from '../../store/saveOutputs';
import { getTarget } from '../../store/targets';
import { isStoreClosed, storeClosed } from '../../store/storeClosed';
import { until } from '../../store/until';
import { whileWorking } from '../app/workLock';
import { ActivityRecorder } from './ActivityRecorder';
import { errorSentence } from '../messages/errorSentence';
import { holdQueue } from './queueHold.svelte';
import { inputFilesOf } from './inputFilesOf';
import { messages } from '../messages/messages.svelte';
import { now } from '../live/now';

const RETRY_MS = 3000;
const INTERRUPTED = 'Interrupted: the tab was closed or ran out of memory';
const TAKEN_OVER = 'Interrupted: another tab took over the queue';

/**
 * Runs queued processes, oldest first and one at a time, for as long as this tab lives and holds the queue.
 * The next tab in line takes over when it closes.
 */
export const runQueue = (): Promise<never> => holdQueue(drainQueue);

async function drainQueue(isForced: boolean, signal: AbortSignal): Promise<never> {
  await untilSaved(() => failOrphans(isForced ? TAKEN_OVER : INTERRUPTED, now()));
  for (;;) {
    const process = await until(oldestQueuedProcess, (oldest) => oldest !== undefined, signal);
    signal.throwIfAborted();
    if (process && (await untilSaved(() => claimProcess(process.pk, now()))))
      await whileWorking(() => runProcess(process, signal));
  }
}

let running = false;

/** Whether a process runs in this tab. */
export const isRunningProcess = (): boolean => running;

/**
 * Runs one claimed process to its end, whatever happens.
 * @param lost ends it: another tab has taken over
 */
async function runProcess(process: PipelineProcess, lost: AbortSignal): Promise<void> {
  running = true;
  const recorder = new ActivityRecorder(process.pk);
  const runner: PipelineRunner = new PipelineWorker(process.pipelineId);
  const over = new AbortController();
  try {
    const run = toRequest(process, runner).then((request) => runner.run(request, recorder));
    const result = await Promise.race([
      run,
      cancellation(process.pk, over.signal),
      takeover(lost, over.signal),
      takeover(storeClosed, over.signal)
    ]);
    runner.terminate();
    await recorder.finish();
    await finishProcess(process.pk, result);
  } catch (error) {
    await untilSaved(() => failProcess(process.pk, errorSentence(error), now()));
  } finally {
    running = false;
    over.abort();
    runner.terminate();
  }
}

/** Resolves when someone, in any tab, cancels the process or deletes it with its target. */
async function cancellation(pk: PipelineProcessPk, signal: AbortSignal): Promise<RunResult> {
  await until(
    () => getProcess(pk),
    (process) => !process || process.cancelRequested,
    signal
  );
  return { outcome: 'failed', failureMessage: CANCELLED, warnings: [] };
}

/** Resolves when another tab takes over: the queue, or a newer version the store. */
const takeover = (lost: AbortSignal, signal: AbortSignal): Promise<RunResult> =>
  new Promise((resolve) => {
    const end = () => resolve({ outcome: 'failed', failureMessage: TAKEN_OVER, warnings: [] });
    if (lost.aborted) end();
    else lost.addEventListener('abort', end, { once: true, signal });
  });

async function toRequest(
  { identifier, targetPk, inputFilePks, flags, parameters }: PipelineProcess,
  runner: PipelineRunner
): Promise<RunRequest> {
  const target = targetPk === null ? undefined : await getTarget(targetPk);
  const inputFiles = await inputFilesOf(inputFilePks);
  const { readsPhotometry } = await runner.describe();
  const photometry = target && readsPhotometry ? await photometryOf(target.pk) : [];
  return { identifier, target: target ?? null, inputFiles, photometry, flags, parameters };
}

async function photometryOf(pk: TargetPk): Promise<PhotometryMeasurement[]> {
  const data = await reducedDatumsOfTarget(pk);
  const uids = new Map((await dataProductsOfTarget(pk)).map((product) => [product.pk, product.uid]));
  return data.filter(isPhotometry).map(({ timestamp, value, dataProductPk }) => ({
    timestamp,
    value,
    dataProductUid: (dataProductPk !== null && uids.get(dataProductPk)) || null
  }));
}

async function finishProcess(pk: PipelineProcessPk, result: RunResult): Promise<void> {
  if (result.outcome === 'failed') {
    await failProcess(pk, result.failureMessage, now());
  } else {
    await saveOutputs(pk, result.outputs, await inspect(pk, result.outputs), result.warnings, now());
  }
}

async function inspect(
  processPk: PipelineProcessPk,
  outputs: readonly FinishedOutput[]
): Promise<ReadonlyMap<FinishedOutput, OutputInspection>> {
  const targetPk = (await getProcess(processPk))?.targetPk;
  const target = targetPk ? await getTarget(targetPk) : undefined;
  const position = target ? { ra: target.ra, dec: target.dec } : null;
  const worker = new FileWorker();
  try {
    const inspections = new Map<FinishedOutput, OutputInspection>();
    for (const output of outputs) {
      if (output.kind !== 'file') continue;
      const { name, blob } = output;
      const inspection = await namingFile(name, () => worker.inspectFile(name, blob, position));
      // A table or a text that a pipeline wrote was never meant to be FITS.
      inspections.set(output, inspection.type === '' ? { ...inspection, unreadable: null } : inspection);
    }
    return inspections;
  } finally {
    worker.terminate();
  }
}

/**
 * Writes the state of a process, trying again for as long as storage is full: it may be cleared meanwhile.
 * @throws what says that the store is closed to this tab
 */
async function untilSaved<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let isReported = false; ; isReported = true) {
    try {
      return await write();
    } catch (error) {
      if (isStoreClosed(error)) throw error;
      if (!isReported)
        messages.add('error', `The state of a process could not be saved. ${errorSentence(error)}`);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
