/** Resolves when the worker breaks down, with the reason. */
export function breakdown(worker: Worker): Promise<Error> {
  return new Promise((resolve) => {
    worker.addEventListener('error', (event) => {
      resolve(new Error(event.message || 'The worker of the pipeline could not be started'));
    });
    worker.addEventListener('messageerror', () => {
      resolve(new Error('The worker of the pipeline sent something that cannot be read'));
    });
  });
}
