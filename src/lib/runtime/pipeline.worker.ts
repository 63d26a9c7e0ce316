import { expose } from 'comlink';
import { loadPipeline } from './loadPipeline';
import { type PipelineHost, type RunRequest, type RunResult, runPipeline } from './runPipeline';

const worker = {
  async run(name: string, request: RunRequest, host: PipelineHost): Promise<RunResult> {
    return runPipeline(await loadPipeline(name), request, host);
  }
};

export type PipelineWorkerApi = typeof worker;

expose(worker);
