import { observe } from '../store/observe';

/** The latest result of a query that follows the store. */
export class Live<Result> {
  /** `undefined` until the first result is there. */
  current = $state.raw<Result | undefined>();
  /** Why the store could not be read. */
  error = $state.raw<unknown>();
}

/**
 * Follows a query for as long as the calling component lives. `key` is read as state is, so that the query
 * starts anew when it changes; the query itself runs outside of that tracking.
 */
export function live<Key, Result>(key: () => Key, query: (key: Key) => Promise<Result>): Live<Result> {
  const result = new Live<Result>();
  $effect(() => {
    const value = key();
    const subscription = observe(() => query(value)).subscribe({
      next: (rows) => {
        result.current = rows;
        result.error = undefined;
      },
      error: (error) => (result.error = error)
    });
    return () => subscription.unsubscribe();
  });
  return result;
}
