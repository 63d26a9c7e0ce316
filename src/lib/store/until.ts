import { observe } from './observe';

/** The first result of a query, now or after some change, for which `holds` is true. */
export function until<Result>(
  query: () => Promise<Result>,
  holds: (result: Result) => boolean,
  signal?: AbortSignal
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const subscription = observe(query).subscribe({
      next: (result) => {
        if (!holds(result)) return;
        resolve(result);
        queueMicrotask(() => subscription.unsubscribe());
      },
      error: reject
    });
    signal?.addEventListener('abort', () => subscription.unsubscribe(), { once: true });
  });
}
