import { type Remote, wrap } from 'comlink';
import { breakdown } from './breakdown';
import type { RunFrameStep } from './loadFrameSteps';
import type { PipelineWorkerApi } from '../protocol';
import { WorkerLostError } from '../WatchedWorker';

/** Owns a worker for steps of frames. It ends at the latest with the worker in which it was started. */
export class FrameWorker {
  readonly #pipelineId: string;
  readonly #worker: Worker;
  readonly #remote: Remote<PipelineWorkerApi>;
  readonly #breakdown: Promise<Error>;

  /** @param startWorker starts one that answers a `PipelineWorkerApi` */
  constructor(pipelineId: string, startWorker: () => Worker) {
    this.#pipelineId = pipelineId;
    this.#worker = startWorker();
    this.#remote = wrap(this.#worker);
    this.#breakdown = breakdown(this.#worker);
  }

  /** @throws WorkerLostError if the worker cannot start or does not survive */
  readonly run: RunFrameStep = (step, file, options) => {
    const lost = this.#breakdown.then(({ message }) => Promise.reject(new WorkerLostError(message)));
    return Promise.race([this.#remote.runFrameStep(this.#pipelineId, step, file, options), lost]);
  };

  terminate(): void {
    this.#worker.terminate();
  }
}
