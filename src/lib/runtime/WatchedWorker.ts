import { type Remote, wrap } from 'comlink';

/** Far beyond what the largest file takes on a slow device: a call that takes longer will never end. */
const TIME_LIMIT_MS = 60_000;

/** The worker crashed, or was ended because it took forever. */
export class WorkerLostError extends Error {}

/** Owns a worker that works on files: started when it is first needed, ended when it takes forever. */
export class WatchedWorker<Api> {
  #worker: Worker | null = null;
  #remote: Remote<Api> | null = null;
  #isOver = false;
  /** Rejects each pending call. */
  readonly #pending = new Set<(reason: Error) => void>();

  /** @param onlost called once for each worker that is lost, just before its calls are rejected */
  constructor(
    private readonly start: () => Worker,
    private readonly onlost?: (reason: WorkerLostError) => void
  ) {}

  /**
   * @throws WorkerLostError if the worker cannot start, crashes, or takes more than a minute
   * @throws Error as soon as its owner ends the worker, and ever after
   */
  async call<Result>(job: (remote: Remote<Api>) => Promise<Result>): Promise<Result> {
    // Otherwise a new worker would be started, which nobody would end.
    if (this.#isOver) throw closedError();
    const worker = (this.#worker ??= this.start());
    const remote = (this.#remote ??= wrap<Api>(worker));
    let lose!: (reason: Error) => void;
    const lost = new Promise<never>((_, reject) => (lose = reject));
    const onError = () => this.#lose('The file is more than this device can read');
    const timer = setTimeout(() => this.#lose('Reading the file took more than a minute'), TIME_LIMIT_MS);
    worker.addEventListener('error', onError);
    this.#pending.add(lose);
    try {
      return await Promise.race([job(remote), lost]);
    } finally {
      clearTimeout(timer);
      worker.removeEventListener('error', onError);
      this.#pending.delete(lose);
    }
  }

  terminate(): void {
    this.#isOver = true;
    this.#end(closedError());
  }

  /** Ends the worker; the next call starts a new one. */
  #lose(why: string): void {
    const reason = new WorkerLostError(why);
    this.onlost?.(reason);
    this.#end(reason);
  }

  #end(reason: Error): void {
    this.#worker?.terminate();
    this.#worker = this.#remote = null;
    for (const lose of this.#pending) lose(reason);
  }
}

const closedError = (): Error => new Error('The view was closed before this was done');
