import { proxy, type Remote, wrap } from 'comlink';
import type { PipelineDescription } from '../../domain/rows/PipelineDescription';
import type { Preview } from '../../pipelines/contract/definePipeline';
import { breakdown } from './breakdown';
import type { PipelineRunner } from './PipelineRunner';
import { startPipelineWorker } from './startPipelineWorker';
import type { PipelineHost, PipelineWorkerApi, PreviewRequest, RunRequest, RunResult } from '../protocol';

/** Runs a registered pipeline in a worker of its own. */
export class PipelineWorker implements PipelineRunner {
  readonly #id: string;
  readonly #worker = startPipelineWorker();
  readonly #remote = wrap<PipelineWorkerApi>(this.#worker);
  /** Watched from the start: a worker may fail to start before it is asked to run anything. */
  readonly #breakdown = breakdown(this.#worker);

  /** @param id of the pipeline */
  constructor(id: string) {
    this.#id = id;
  }

  describe(): Promise<PipelineDescription> {
    return this.#call((remote) => remote.describe(this.#id));
  }

  run(request: RunRequest, host: PipelineHost): Promise<RunResult> {
    return this.#call<RunResult>((remote) => remote.run(this.#id, request, proxy(host)));
  }

  preview(request: PreviewRequest): Promise<Preview> {
    return this.#call((remote) => remote.preview(this.#id, request));
  }

  #call<Result>(job: (remote: Remote<PipelineWorkerApi>) => Promise<Result>): Promise<Result> {
    const failure = this.#breakdown.then((error) => Promise.reject(error));
    return Promise.race([job(this.#remote), failure]);
  }

  terminate(): void {
    this.#worker.terminate();
  }
}
