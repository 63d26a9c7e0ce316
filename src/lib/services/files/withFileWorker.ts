import { FileWorker } from '../../runtime/files/FileWorker';

/** Does one job in a worker of its own. */
export async function withFileWorker<Result>(work: (worker: FileWorker) => Promise<Result>): Promise<Result> {
  const worker = new FileWorker();
  try {
    return await work(worker);
  } finally {
    worker.terminate();
  }
}
