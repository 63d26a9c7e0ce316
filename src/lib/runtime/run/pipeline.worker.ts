import { expose, transfer } from 'comlink';
import { largeBuffers } from './largeBuffers';
import { loadPipeline } from './loadPipeline';
import { previewPipeline } from './previewPipeline';
import { runFrameStep } from './runFrameStep';
import { runPipeline } from './runPipeline';
import type { PipelineWorkerApi } from '../protocol';
import { startFrameWorkers } from './startFrameWorkers';

const worker: PipelineWorkerApi = {
  async run(name, request, host) {
    const pipeline = await loadPipeline(name);
    const result = await runPipeline(pipeline, request, host, (files) => startFrameWorkers(name, files));
    // What a pipeline says travels by another port than its result: once this is answered, all of it is there.
    await host.log('');
    return result;
  },

  async preview(name, request) {
    return previewPipeline(await loadPipeline(name), request);
  },

  async runFrameStep(name, step, file, options) {
    const outcome = await runFrameStep(await loadPipeline(name), step, file, options);
    return transfer(outcome, largeBuffers(outcome));
  }
};

expose(worker);
