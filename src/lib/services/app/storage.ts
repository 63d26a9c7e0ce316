export interface StorageState {
  /** In bytes; null if the browser does not say. */
  readonly used: number | null;
  readonly available: number | null;
  /** Whether the browser has promised not to clear the data on its own when the disk fills up. */
  readonly persistent: boolean;
}

/** As much in all, in bytes, was once refused. Browsers promise space that the disk, or the user's account, does not have. */
let refusedTotal = Infinity;

/** @param bytes that the browser refused to store */
export async function learnFromRefusal(bytes: number): Promise<void> {
  if (!('storage' in navigator)) return;
  const { usage } = await navigator.storage.estimate();
  if (usage !== undefined) refusedTotal = Math.min(refusedTotal, usage + bytes);
}

export async function storageState(): Promise<StorageState> {
  if (!('storage' in navigator)) return { used: null, available: null, persistent: false };
  const { usage, quota } = await navigator.storage.estimate();
  if (usage !== undefined && usage > refusedTotal) refusedTotal = Infinity;
  return {
    used: usage ?? null,
    available:
      quota === undefined || usage === undefined ? null : Math.max(0, Math.min(quota, refusedTotal) - usage),
    persistent: await navigator.storage.persisted()
  };
}

/** Asks the browser not to clear the data on its own. It may refuse. */
export const requestPersistence = async (): Promise<boolean> =>
  'storage' in navigator && navigator.storage.persist();

let isAsked = false;

/** Asks so once, unless it was granted before: when there is something to lose, browsers agree more readily. */
export async function requestPersistenceOnce(): Promise<void> {
  if (isAsked || !('storage' in navigator)) return;
  isAsked = true;
  if (!(await navigator.storage.persisted())) await navigator.storage.persist();
}
