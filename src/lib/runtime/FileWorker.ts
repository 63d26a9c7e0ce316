import { type Remote, wrap } from 'comlink';
import type { FileInspection } from './inspectFile';
import type { FileWorkerApi } from './files.worker';

/** Far beyond what the largest file takes on a slow device: whatever works longer does not end. */
const TIME_LIMIT_MS = 60_000;

/** Owns a worker that reads and makes files off the main thread. Its caller terminates it. */
export class FileWorker {
  #worker: Worker | null = null;
  #remote: Remote<FileWorkerApi> | null = null;

  /**
   * Finds out what a file is. One that takes for ever, or that the worker does not survive, is unreadable.
   * @throws DOMException `NotReadableError` if the browser cannot get at the file's bytes.
   */
  async inspectFile(name: string, blob: Blob): Promise<FileInspection> {
    try {
      return await this.#limited((remote) => remote.inspectFile(name, blob));
    } catch (error) {
      if (!(error instanceof WorkerLostError)) throw error;
      return { type: '', facts: null, unreadable: error.message, thumbnail: null };
    }
  }

  /** @throws Error if the worker cannot start or does not survive. */
  simulateFrame(...args: Parameters<FileWorkerApi['simulateFrame']>): Promise<File> {
    return this.#limited((remote) => remote.simulateFrame(...args));
  }

  terminate(): void {
    this.#worker?.terminate();
    this.#worker = this.#remote = null;
  }

  async #limited<Result>(job: (remote: Remote<FileWorkerApi>) => Promise<Result>): Promise<Result> {
    const { worker, remote } = this.#start();
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

  #start(): { worker: Worker; remote: Remote<FileWorkerApi> } {
    this.#worker ??= new Worker(new URL('./files.worker.ts', import.meta.url), { type: 'module' });
    this.#remote ??= wrap<FileWorkerApi>(this.#worker);
    return { worker: this.#worker, remote: this.#remote };
  }
}

class WorkerLostError extends Error {}
