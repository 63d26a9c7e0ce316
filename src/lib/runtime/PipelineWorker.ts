import { proxy, releaseProxy, wrap } from 'comlink';
import type { PipelineWorkerApi } from './pipeline.worker';
import type { PipelineHost, RunRequest, RunResult } from './runPipeline';

/** Owns the worker of one run. */
export class PipelineWorker {
  readonly #worker = new Worker(new URL('./pipeline.worker.ts', import.meta.url), { type: 'module' });

  /** @throws Error if the worker cannot start, breaks down, or the pipeline cannot be loaded. */
  async run(name: string, request: RunRequest, host: PipelineHost): Promise<RunResult> {
    const remote = wrap<PipelineWorkerApi>(this.#worker);
    try {
      return await Promise.race([remote.run(name, request, proxy(host)), this.#breakdown()]);
    } finally {
      remote[releaseProxy]();
    }
  }

  /** Ends the run at once, whatever it is doing. */
  terminate(): void {
    this.#worker.terminate();
  }

  #breakdown(): Promise<never> {
    return new Promise((_, reject) => {
      this.#worker.addEventListener('error', (event) => {
        reject(new Error(event.message || 'The worker of the pipeline could not be started'));
      });
      this.#worker.addEventListener('messageerror', () => {
        reject(new Error('The worker of the pipeline sent something that cannot be read'));
      });
    });
  }
}
