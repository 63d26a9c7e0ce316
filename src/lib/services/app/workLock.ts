/** Held, shared, by tabs that add files or run a process: an update of the app would interrupt them. */
const WORK_LOCK = 'pocket-tom:work';

/** Works, and keeps the app from being updated meanwhile. */
export function whileWorking<Result>(work: () => Promise<Result>): Promise<Result> {
  // Where the browser has no locks, on plain http, it has no updates either.
  if (!('locks' in navigator)) return work();
  return navigator.locks.request(WORK_LOCK, { mode: 'shared' }, work) as Promise<Result>;
}

/** Does something unless a tab is at work. @returns whether it was done */
export async function ifNothingWorks(act: () => void): Promise<boolean> {
  if (!('locks' in navigator)) {
    act();
    return true;
  }
  return navigator.locks.request(WORK_LOCK, { ifAvailable: true }, async (lock) => {
    if (lock) act();
    return lock !== null;
  });
}
