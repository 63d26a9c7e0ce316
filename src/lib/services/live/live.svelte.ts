import { observe, type Followed } from '../../store/observe';
import { isStoreClosed } from '../../store/storeClosed';
import { errorSentence } from '../messages/errorSentence';
import { messages } from '../messages/messages.svelte';

/** The latest result of a query that follows the store. */
export class Live<Result> {
  /** `undefined` until the first result arrives. */
  current = $state.raw<Result | undefined>();
}

/**
 * Follows a query for as long as the calling component lives. `key` is tracked as state, so the query restarts when it
 * changes; the query itself runs untracked. A failure is shown as a message.
 */
export const live = <Key, Result>(key: () => Key, query: (key: Key) => Promise<Result>): Live<Result> =>
  follow(key, (value) => observe(() => query(value)));

/** As `live`, of what tells of its changes in another way. */
export function follow<Key, Result>(key: () => Key, followed: (key: Key) => Followed<Result>): Live<Result> {
  const result = new Live<Result>();
  $effect(() => {
    const subscription = followed(key()).subscribe({
      next: (rows) => (result.current = rows),
      error: (error) => {
        if (!isStoreClosed(error))
          messages.add('error', `The data stored in this browser could not be read: ${errorSentence(error)}`);
      }
    });
    return () => subscription.unsubscribe();
  });
  return result;
}
