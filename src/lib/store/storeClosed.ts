/** The store is that of a newer version of the app. */
export class NewerStoreError extends Error {
  override readonly name = 'NewerStoreError';

  constructor() {
    super('The store is of a newer version');
  }
}

const closing = new AbortController();

/** Aborted once a newer version of the app, in another tab, has taken over the store: this tab reads and writes no more. */
export const storeClosed: AbortSignal = closing.signal;

export const closeStore = (): void => closing.abort();

/** Whether something was not read or written since the store was closed, or is of a newer version. */
export function isStoreClosed(error: unknown): boolean {
  if (!(error instanceof Object)) return false;
  if (error instanceof NewerStoreError) return true;
  if ('name' in error && error.name === 'DatabaseClosedError' && storeClosed.aborted) return true;
  return 'inner' in error && isStoreClosed(error.inner);
}
