import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WatchedWorker, WorkerLostError } from '../../../src/lib/runtime/WatchedWorker';

interface Api {
  read(): number;
}

/** Never answers, as one that reads for ever. */
class BusyWorker extends EventTarget {
  readonly postMessage = vi.fn();
  readonly terminate = vi.fn();
}

const started: BusyWorker[] = [];

const start = (): Worker => {
  const worker = new BusyWorker();
  started.push(worker);
  return worker as unknown as Worker;
};

const read = (worker: WatchedWorker<Api>) => worker.call((remote) => remote.read());

beforeEach(() => {
  vi.useFakeTimers();
  started.length = 0;
});
afterEach(() => void vi.useRealTimers());

test('tells callers at once that the worker was ended by its owner, and never again', async () => {
  const worker = new WatchedWorker<Api>(start);
  const calls = Promise.allSettled([read(worker), read(worker)]);
  worker.terminate();
  for (const call of await calls) {
    const { reason } = call as PromiseRejectedResult;
    expect(reason).toEqual(new Error('The view was closed before this was done'));
    expect(reason).not.toBeInstanceOf(WorkerLostError);
  }
  expect(vi.getTimerCount()).toBe(0);
  expect(started[0]!.terminate).toHaveBeenCalledOnce();
});

test('starts no worker for a call that comes after its end', async () => {
  const worker = new WatchedWorker<Api>(start);
  worker.terminate();
  await expect(read(worker)).rejects.toThrow('The view was closed');
  expect(started).toHaveLength(0);
});

test('a worker that takes for ever is lost to all its callers, and the next call gets another', async () => {
  const worker = new WatchedWorker<Api>(start);
  const early = expect(read(worker)).rejects.toThrow(WorkerLostError);
  vi.advanceTimersByTime(50_000);
  const late = expect(read(worker)).rejects.toThrow('more than a minute');
  vi.advanceTimersByTime(10_000);
  await Promise.all([early, late]);
  const next = expect(read(worker)).rejects.toThrow(WorkerLostError);
  vi.advanceTimersByTime(59_000);
  expect(started.map(({ terminate }) => terminate.mock.calls.length)).toEqual([1, 0]);
  started[1]!.dispatchEvent(new Event('error'));
  await next;
});
