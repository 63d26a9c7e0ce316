import { type Remote, wrap } from 'comlink';
import type { StepOutcome } from '../../pipelines/contract/frameSteps';
import type { InputFile } from '../../domain/rows/InputFile';
import { breakdown } from './breakdown';
import type { PipelineWorkerApi } from '../protocol';
import { WorkerLostError } from '../WatchedWorker';

/**
 * Owns a worker for steps of frames: the script of the pipeline's worker, in which it is made, started once more. It
 * ends with that worker at the latest.
 */
export class FrameWorker {
  readonly #pipeline: string;
  readonly #worker = new Worker(location.href, { type: 'module' });
  readonly #remote: Remote<PipelineWorkerApi> = wrap(this.#worker);
  readonly #breakdown = breakdown(this.#worker);

  /** @param pipeline the name under which it is registered */
  constructor(pipeline: string) {
    this.#pipeline = pipeline;
  }

  /** @throws WorkerLostError if the worker cannot start or does not survive */
  run(step: string, file: InputFile, options: readonly unknown[]): Promise<StepOutcome<unknown>> {
    const lost = this.#breakdown.then(({ message }) => Promise.reject(new WorkerLostError(message)));
    return Promise.race([this.#remote.runFrameStep(this.#pipeline, step, file, options), lost]);
  }

  terminate(): void {
    this.#worker.terminate();
  }
}
