import { observe } from '../../store/observe';
import { errorSentence } from '../messages/errorSentence';
import { messages } from '../messages/messages.svelte';

/** The latest result of a query that follows the store. */
export class Live<Result> {
  /** `undefined` until the first result is there. */
  current = $state.raw<Result | undefined>();
}

/**
 * Follows a query for as long as the calling component lives. `key` is read as state is, so that the query
 * starts anew when it changes; the query itself runs outside of that tracking. A failure is told as a message.
 */
export function live<Key, Result>(key: () => Key, query: (key: Key) => Promise<Result>): Live<Result> {
  const result = new Live<Result>();
  $effect(() => {
    const value = key();
    const subscription = observe(() => query(value)).subscribe({
      next: (rows) => (result.current = rows),
      error: (error) =>
        messages.add('error', `What is stored in this browser could not be read: ${errorSentence(error)}`)
    });
    return () => subscription.unsubscribe();
  });
  return result;
}
