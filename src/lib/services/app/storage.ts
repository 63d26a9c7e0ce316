import { eraseEverything } from '../../store/eraseEverything';

export { eraseEverything };

export interface StorageState {
  /** In bytes; null if the browser does not say. */
  readonly used: number | null;
  readonly available: number | null;
  /** Whether the browser has promised not to clear the data on its own when the disk fills up. */
  readonly persistent: boolean;
}

export async function storageState(): Promise<StorageState> {
  if (!('storage' in navigator)) return { used: null, available: null, persistent: false };
  const { usage, quota } = await navigator.storage.estimate();
  return {
    used: usage ?? null,
    available: quota === undefined || usage === undefined ? null : quota - usage,
    persistent: await navigator.storage.persisted()
  };
}

/** Asks the browser not to clear the data on its own. It may refuse. */
export const requestPersistence = async (): Promise<boolean> =>
  'storage' in navigator && navigator.storage.persist();
