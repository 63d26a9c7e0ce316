import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WatchedWorker, WorkerLostError } from '../../../src/lib/runtime/WatchedWorker';

interface Api {
  read(): number;
}

/** Never answers, like a worker that reads forever. */
class BusyWorker extends EventTarget {
  isEnded = false;
  postMessage(): void {}
  terminate(): void {
    this.isEnded = true;
  }
}

let started: BusyWorker[];
let worker: WatchedWorker<Api>;
let losses: WorkerLostError[];

/** Why a call has no result. */
const failure = (): Promise<unknown> =>
  worker.call((remote) => remote.read()).catch((error: unknown) => error);

beforeEach(() => {
  vi.useFakeTimers();
  started = [];
  losses = [];
  worker = new WatchedWorker<Api>(
    () => {
      started.push(new BusyWorker());
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

test('a worker that takes forever is lost to all its callers, and the next call gets a new one', async () => {
  const early = failure();
  vi.advanceTimersByTime(50_000);
  const late = failure();
  vi.advanceTimersByTime(10_000);
  const slow = new WorkerLostError('Reading the file took more than a minute');
  expect(await Promise.all([early, late])).toEqual([slow, slow]);
  expect(losses).toEqual([slow]);
  const next = failure();
  vi.advanceTimersByTime(59_000);
  expect(started.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  started[1]!.dispatchEvent(new Event('error'));
  expect(await next).toEqual(new WorkerLostError('The file is more than this device can read'));
});
