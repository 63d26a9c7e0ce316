import { type Remote, wrap } from 'comlink';
import { ALIVE, ARE_YOU_ALIVE } from './answerLife';

/** A worker that has calls is asked this often whether it is alive. */
const ASK_EVERY_MS = 1000;
/**
 * Questions in a row that a worker leaves unanswered before it is taken to be lost. None are asked while the device sleeps
 * or the page is throttled, and a worker that waits for a slow disk answers: what counts is work without a pause, far
 * beyond what any step on the largest file takes on a slow device.
 */
const MAX_SILENCE = 60;
/** The same for one that has not been loaded: over a slow network that takes longer. */
const MAX_SILENCE_AT_START = 120;

/** The worker crashed, or was ended because it took forever. */
export class WorkerLostError extends Error {}

/** The worker could not even be loaded: that is no fault of what it was to read. */
export class WorkerNotLoadedError extends WorkerLostError {}

/** Owns a worker that works on files: started when it is first needed, ended when it takes forever. */
export class WatchedWorker<Api> {
  #worker: Worker | null = null;
  #remote: Remote<Api> | null = null;
  #isLoaded = false;
  #unanswered = 0;
  #asking: ReturnType<typeof setInterval> | undefined;
  #isOver = false;
  /** Rejects each pending call. */
  readonly #pending = new Set<(reason: Error) => void>();

  /**
   * @param start starts a worker that calls `answerLife`
   * @param onlost called once for each worker that is lost, just before its calls are rejected
   */
  constructor(
    private readonly start: () => Worker,
    private readonly onlost?: (reason: WorkerLostError) => void
  ) {}

  /**
   * @throws WorkerNotLoadedError if the worker cannot be loaded
   * @throws WorkerLostError if it crashes, or works for more than a minute without a pause
   * @throws Error as soon as its owner ends the worker, and ever after
   */
  async call<Result>(job: (remote: Remote<Api>) => Promise<Result>): Promise<Result> {
    // Otherwise a new worker would be started, which nobody would end.
    if (this.#isOver) throw closedError();
    const worker = (this.#worker ??= this.#start());
    const remote = (this.#remote ??= wrap<Api>(worker));
    let lose!: (reason: Error) => void;
    const lost = new Promise<never>((_, reject) => (lose = reject));
    this.#pending.add(lose);
    if (this.#asking === undefined) this.#watch(worker);
    try {
      return await Promise.race([job(remote), lost]);
    } finally {
      this.#pending.delete(lose);
      if (this.#pending.size === 0) this.#stopWatching();
    }
  }

  terminate(): void {
    this.#isOver = true;
    this.#end(closedError());
  }

  #start(): Worker {
    const worker = this.start();
    this.#isLoaded = false;
    worker.addEventListener('message', ({ data }) => {
      if (data !== ALIVE || worker !== this.#worker) return;
      this.#isLoaded = true;
      this.#unanswered = 0;
    });
    worker.addEventListener('error', () => {
      if (worker === this.#worker) this.#lose('The file is more than this device can read');
    });
    return worker;
  }

  /** Asks before the job is sent: a worker that was loaded says so before the job can end it. */
  #watch(worker: Worker): void {
    this.#unanswered = 0;
    worker.postMessage(ARE_YOU_ALIVE);
    this.#asking = setInterval(() => {
      if (++this.#unanswered >= (this.#isLoaded ? MAX_SILENCE : MAX_SILENCE_AT_START))
        this.#lose('Reading the file took more than a minute');
      else worker.postMessage(ARE_YOU_ALIVE);
    }, ASK_EVERY_MS);
  }

  #stopWatching(): void {
    clearInterval(this.#asking);
    this.#asking = undefined;
  }

  /** Ends the worker; the next call starts a new one. */
  #lose(why: string): void {
    const reason = this.#isLoaded ? new WorkerLostError(why) : new WorkerNotLoadedError(NOT_LOADED);
    this.onlost?.(reason);
    this.#end(reason);
  }

  #end(reason: Error): void {
    this.#stopWatching();
    this.#worker?.terminate();
    this.#worker = this.#remote = null;
    for (const lose of this.#pending) lose(reason);
  }
}

const NOT_LOADED =
  'The part of Pocket TOM that reads files could not be loaded. Check the connection, and try again';

const closedError = (): Error => new Error('The view was closed before this was done');
