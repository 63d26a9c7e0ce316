import { type Remote, wrap } from 'comlink';

/** Far beyond what the largest file takes on a slow device: whatever works longer does not end. */
const TIME_LIMIT_MS = 60_000;

/** The worker ended, or was ended because it took for ever. */
export class WorkerLostError extends Error {}

/** Owns a worker that works on files: started when it is first needed, ended when it takes for ever. */
export class WatchedWorker<Api> {
  #worker: Worker | null = null;
  #remote: Remote<Api> | null = null;

  constructor(private readonly start: () => Worker) {}

  /** @throws WorkerLostError if the worker cannot start, does not survive, or takes more than a minute */
  async call<Result>(job: (remote: Remote<Api>) => Promise<Result>): Promise<Result> {
    const worker = (this.#worker ??= this.start());
    const remote = (this.#remote ??= wrap<Api>(worker));
    const lost = Promise.withResolvers<never>();
    const onError = () => lost.reject(new WorkerLostError('The file is more than this device can read'));
    const timer = setTimeout(
      () => lost.reject(new WorkerLostError('Reading the file took more than a minute')),
      TIME_LIMIT_MS
    );
    worker.addEventListener('error', onError);
    try {
      return await Promise.race([job(remote), lost.promise]);
    } catch (error) {
      if (error instanceof WorkerLostError) this.terminate();
      throw error;
    } finally {
      clearTimeout(timer);
      worker.removeEventListener('error', onError);
    }
  }

  terminate(): void {
    this.#worker?.terminate();
    this.#worker = this.#remote = null;
  }
}
