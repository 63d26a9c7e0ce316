import { proxy, releaseProxy, type Remote, wrap } from 'comlink';
import type { Preview } from '../../pipelines/contract/definePipeline';
import { breakdown } from './breakdown';
import type { PipelineHost, PipelineWorkerApi, PreviewRequest, RunRequest, RunResult } from '../protocol';

/** Owns the worker of one run, or of one preview. */
export class PipelineWorker {
  readonly #worker = new Worker(new URL('./pipeline.worker.ts', import.meta.url), { type: 'module' });
  /** Watched for from the start: a worker that cannot start says so before it is asked to run anything. */
  readonly #breakdown = breakdown(this.#worker);

  /** @throws Error if the worker cannot start, breaks down, or the pipeline cannot be loaded. */
  run(name: string, request: RunRequest, host: PipelineHost): Promise<RunResult> {
    return this.#call<RunResult>((remote) => remote.run(name, request, proxy(host)));
  }

  /** @throws Error for the same reasons, or with a sentence of the pipeline's why there is no preview. */
  preview(name: string, request: PreviewRequest): Promise<Preview> {
    return this.#call((remote) => remote.preview(name, request));
  }

  async #call<Result>(job: (remote: Remote<PipelineWorkerApi>) => Promise<Result>): Promise<Result> {
    const remote = wrap<PipelineWorkerApi>(this.#worker);
    const failure = this.#breakdown.then((error) => Promise.reject(error));
    try {
      return await Promise.race([job(remote), failure]);
    } finally {
      remote[releaseProxy]();
    }
  }

  /** Ends the run at once, whatever it is doing. */
  terminate(): void {
    this.#worker.terminate();
  }
}
