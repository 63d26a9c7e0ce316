import { expose, transfer } from 'comlink';
import type { StepOutcome } from '../pipelines/contract/frameSteps';
import type { Preview } from '../pipelines/contract/definePipeline';
import type { InputFile } from '../pipelines/contract/process';
import { largeBuffers } from './largeBuffers';
import { loadPipeline } from './loadPipeline';
import { previewPipeline } from './previewPipeline';
import { runFrameStep } from './runFrameStep';
import {
  type PipelineHost,
  type PreviewRequest,
  type RunRequest,
  type RunResult,
  runPipeline
} from './runPipeline';
import { startFrameWorkers } from './startFrameWorkers';

const worker = {
  async run(name: string, request: RunRequest, host: PipelineHost): Promise<RunResult> {
    const pipeline = await loadPipeline(name);
    const result = await runPipeline(pipeline, request, host, (files) => startFrameWorkers(name, files));
    // What a pipeline says travels by another port than its result: once this is answered, all of it is there.
    await host.log('');
    return result;
  },

  async preview(name: string, request: PreviewRequest): Promise<Preview> {
    return previewPipeline(await loadPipeline(name), request);
  },

  async runFrameStep(
    name: string,
    step: string,
    file: InputFile,
    options: readonly unknown[]
  ): Promise<StepOutcome<unknown>> {
    const outcome = await runFrameStep(await loadPipeline(name), step, file, options);
    return transfer(outcome, largeBuffers(outcome));
  }
};

export type PipelineWorkerApi = typeof worker;

expose(worker);
