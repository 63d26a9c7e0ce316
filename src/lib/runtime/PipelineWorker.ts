import { proxy, releaseProxy, wrap } from 'comlink';
import { breakdown } from './breakdown';
import type { PipelineWorkerApi } from './pipeline.worker';
import type { PipelineHost, RunRequest, RunResult } from './runPipeline';

/** Owns the worker of one run. */
export class PipelineWorker {
  readonly #worker = new Worker(new URL('./pipeline.worker.ts', import.meta.url), { type: 'module' });
  /** Watched for from the start: a worker that cannot start says so before it is asked to run anything. */
  readonly #breakdown = breakdown(this.#worker);

  /** @throws Error if the worker cannot start, breaks down, or the pipeline cannot be loaded. */
  async run(name: string, request: RunRequest, host: PipelineHost): Promise<RunResult> {
    const remote = wrap<PipelineWorkerApi>(this.#worker);
    const failure = this.#breakdown.then((error) => Promise.reject(error));
    try {
      return await Promise.race([remote.run(name, request, proxy(host)), failure]);
    } finally {
      remote[releaseProxy]();
    }
  }

  /** Ends the run at once, whatever it is doing. */
  terminate(): void {
    this.#worker.terminate();
  }
}
