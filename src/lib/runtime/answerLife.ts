/** What the owner of a worker asks it, and its answer. Comlink takes no notice of either. */
export const ARE_YOU_ALIVE = 'are you alive?';
export const ALIVE = 'alive';

/** To be called in a worker, which then answers its owner whenever it pauses. */
export function answerLife(): void {
  addEventListener('message', ({ data }) => {
    if (data === ARE_YOU_ALIVE) postMessage(ALIVE);
  });
}
