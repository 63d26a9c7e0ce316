import { expose } from 'comlink';
import { loadPipeline } from './loadPipeline';
import { type PipelineHost, type RunRequest, type RunResult, runPipeline } from './runPipeline';

const worker = {
  async run(name: string, request: RunRequest, host: PipelineHost): Promise<RunResult> {
    const result = await runPipeline(await loadPipeline(name), request, host);
    // What a pipeline says travels by another port than its result: once this is answered, all of it is there.
    await host.log('');
    return result;
  }
};

export type PipelineWorkerApi = typeof worker;

expose(worker);
