/** Reading a file takes as much memory as it has bytes: above this, no other large one is read at the same time. */
export const LARGE_BYTES = 2 ** 26;

/** Lets small files be read side by side, and large ones one after the other. */
export class LargeFileTurns {
  #last: Promise<unknown> = Promise.resolve();

  /** @throws whatever the work throws */
  take<Result>(bytes: number, work: () => Promise<Result>): Promise<Result> {
    if (bytes <= LARGE_BYTES) return work();
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
