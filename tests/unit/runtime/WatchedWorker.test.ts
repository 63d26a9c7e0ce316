import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ALIVE, ARE_YOU_ALIVE } from '../../../src/lib/runtime/answerLife';
import { WatchedWorker, WorkerLostError, WorkerNotLoadedError } from '../../../src/lib/runtime/WatchedWorker';

interface Api {
  read(): number;
}

/** Never answers a call, and nothing at all while it is busy. */
class BusyWorker extends EventTarget {
  isEnded = false;
  isBusy = true;
  constructor(private readonly isLoaded: boolean) {
    super();
  }
  /** Those that wait are answered when it has loaded. */
  postMessage(data: unknown): void {
    if (data !== ARE_YOU_ALIVE || !this.isLoaded || (this.isBusy && this.#hasAnswered)) return;
    this.#hasAnswered = true;
    this.dispatchEvent(new MessageEvent('message', { data: ALIVE }));
  }
  #hasAnswered = false;
  terminate(): void {
    this.isEnded = true;
  }
}

let canLoad: boolean;
let started: BusyWorker[];
let worker: WatchedWorker<Api>;
let losses: WorkerLostError[];

/** Why a call has no result. */
const failure = (): Promise<unknown> =>
  worker.call((remote) => remote.read()).catch((error: unknown) => error);

beforeEach(() => {
  vi.useFakeTimers();
  canLoad = true;
  started = [];
  losses = [];
  worker = new WatchedWorker<Api>(
    () => {
      started.push(new BusyWorker(canLoad));
      return started.at(-1) as unknown as Worker;
    },
    (reason) => losses.push(reason)
  );
});
afterEach(() => void vi.useRealTimers());

test('tells callers at once, and only once, that the owner ended the worker', async () => {
  const failures = [failure(), failure()];
  worker.terminate();
  const closed = new Error('The view was closed before this was done');
  expect(await Promise.all(failures)).toEqual([closed, closed]);
  expect(await failures[0]).not.toBeInstanceOf(WorkerLostError);
  expect(vi.getTimerCount()).toBe(0);
  expect(started.map(({ isEnded }) => isEnded)).toEqual([true]);
  expect(losses).toEqual([]);
});

test('starts no worker for a call that comes after its end', async () => {
  worker.terminate();
  expect(await failure()).toEqual(new Error('The view was closed before this was done'));
  expect(started).toHaveLength(0);
});

test('a worker that works without a pause is lost to all its callers, and the next call gets a new one', async () => {
  const early = failure();
  vi.advanceTimersByTime(50_000);
  const late = failure();
  vi.advanceTimersByTime(10_000);
  const slow = new WorkerLostError('Reading the file took more than a minute');
  expect(await Promise.all([early, late])).toEqual([slow, slow]);
  expect(await early).not.toBeInstanceOf(WorkerNotLoadedError);
  expect(losses).toEqual([slow]);
  const next = failure();
  vi.advanceTimersByTime(59_000);
  expect(started.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  started[1]!.dispatchEvent(new Event('error'));
  expect(await next).toEqual(new WorkerLostError('The file is more than this device can read'));
  expect(vi.getTimerCount()).toBe(0);
});

test('a worker that waits, for a slow disk, is not lost, however late it is', async () => {
  const call = failure();
  started[0]!.isBusy = false;
  vi.advanceTimersByTime(3_600_000);
  expect(losses).toEqual([]);
  started[0]!.isBusy = true;
  vi.advanceTimersByTime(60_000);
  expect(await call).toEqual(losses[0]);
});

test('the sleep of the device is no work', () => {
  void failure();
  vi.setSystemTime(Date.now() + 8 * 3_600_000);
  vi.advanceTimersByTime(59_000);
  expect(losses).toEqual([]);
});

test('a worker that cannot be loaded, or takes forever to, is no fault of the file', async () => {
  canLoad = false;
  const call = failure();
  started[0]!.dispatchEvent(new Event('error'));
  expect(await call).toBeInstanceOf(WorkerNotLoadedError);
  const slow = failure();
  vi.advanceTimersByTime(119_000);
  expect(losses).toHaveLength(1);
  vi.advanceTimersByTime(1000);
  expect(await slow).toBeInstanceOf(WorkerNotLoadedError);
});
