import { expose, transfer } from 'comlink';
import { describePipeline } from '../../pipelines/contract/describePipeline';
import { largeBuffers } from './largeBuffers';
import { loadFrameSteps } from './loadFrameSteps';
import { loadPipeline } from './loadPipeline';
import { pipelineLabel } from './pipelineLabel';
import { previewPipeline } from './previewPipeline';
import { runPipeline } from './runPipeline';
import type { PipelineWorkerApi } from '../protocol';
import { startFrameWorkers } from './startFrameWorkers';
import { withholdNetwork } from './withholdNetwork';

/** Starts this script once more, for the steps of frames; null where a worker cannot have workers. */
const startWorker = workerStarter();
withholdNetwork();

function workerStarter(): (() => Worker) | null {
  if (typeof Worker === 'undefined') return null;
  const { Worker: OwnWorker } = globalThis;
  return () => new OwnWorker(location.href, { type: 'module', name: 'pipeline' });
}

const pipelineOf = once(loadPipeline);
const frameStepsOf = once(async (id) => loadFrameSteps(await pipelineOf(id)));

const worker: PipelineWorkerApi = {
  async describe(id) {
    return describePipeline(id, pipelineLabel(id), await pipelineOf(id));
  },

  async run(id, request, host) {
    const pipeline = await pipelineOf(id);
    const result = await runPipeline(pipeline, request, host, (files) =>
      startFrameWorkers(id, files, startWorker)
    );
    // Log and result travel by different ports: once this is answered, all of the log has arrived.
    await host.log('');
    return result;
  },

  async preview(id, request) {
    return previewPipeline(await pipelineOf(id), request);
  },

  async runFrameStep(id, step, file, options) {
    const runFrameStep = await frameStepsOf(id);
    const outcome = await runFrameStep(step, file, options);
    return transfer(outcome, largeBuffers(outcome));
  }
};

/** Makes what belongs to an id when it is first asked for, and only then. */
function once<Made>(make: (id: string) => Promise<Made>): (id: string) => Promise<Made> {
  const made = new Map<string, Promise<Made>>();
  return (id) => {
    const known = made.get(id) ?? make(id);
    made.set(id, known);
    return known;
  };
}

expose(worker);

// `startPipelineWorker` imports the address of this script, which is its default export.
export { worker as default };
